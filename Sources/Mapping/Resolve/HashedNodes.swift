/// Nodes of a document by the hashes of their names or texts; those of one hash in the document's order.
struct HashedNodes: Sendable {
    private let heads: [Int32]
    private let nexts: [Int32]
    private let hashes: [UInt32]
    private let nodes: [Int32]
    private let mask: UInt32

    /// Nodes in the document's order.
    init(_ hashes: [UInt32], of nodes: [Int32]) {
        var size = 64
        while size < nodes.count { size *= 2 }
        let mask = UInt32(size - 1)
        var heads = [Int32](repeating: -1, count: size)
        var nexts = [Int32](repeating: -1, count: nodes.count)
        for index in nodes.indices.reversed() {
            let slot = Int(hashes[index] & mask)
            nexts[index] = heads[slot]
            heads[slot] = Int32(index)
        }
        (self.heads, self.nexts, self.hashes, self.nodes, self.mask) = (heads, nexts, hashes, nodes, mask)
    }

    /// The first node of that hash of which something holds.
    func first(_ hash: UInt32, where holds: (Int) -> Bool) -> Int? {
        var index = heads[Int(hash & mask)]
        while index >= 0 {
            let node = Int(nodes[Int(index)])
            if hashes[Int(index)] == hash, holds(node) { return node }
            index = nexts[Int(index)]
        }
        return nil
    }

    /// The only node of that hash of which something holds; nil where there are two.
    func only(_ hash: UInt32, where holds: (Int) -> Bool) -> Int? {
        var found: Int?
        let second = first(hash) { node in
            guard holds(node) else { return false }
            if found != nil { return true }
            found = node
            return false
        }
        return second == nil ? found : nil
    }
}
