import Synchronization
import Wire

/// Where members and elements are in a large document, and fields in a large form: each object and each list that names are looked for in is read once, however many
/// names are looked for. A small document has none: looking is faster.
final class MemberIndex: Sendable {
    /// Objects and lists of fewer members are searched.
    static let least = 64
    private static let smallestDocument = 4096

    private struct Key: Hashable {
        let node: Int
        /// Of a list: what leads to the text in each element.
        let names: [MemberName]?
    }

    private let known = Mutex<[Key: HashedNodes]>([:])

    private init() {}

    /// An index of a payload; nil where it needs none, and then nothing is allocated either.
    static func make(for payload: Payload) -> MemberIndex? {
        switch payload {
        case .json(let document): make(for: document)
        case .fields(let fields): fields.entries.count >= least ? MemberIndex() : nil
        }
    }

    static func make(for document: JSONDocument) -> MemberIndex? {
        document.bytes.count >= smallestDocument ? MemberIndex() : nil
    }

    /// How many objects and lists it has read.
    var count: Int { known.withLock(\.count) }

    /// The keys of an object.
    func keys(of node: Int, in document: JSONDocument) -> HashedNodes {
        nodes(Key(node: node, names: nil)) {
            var hashes: [UInt32] = []
            var keys: [Int32] = []
            hashes.reserveCapacity(document.count(of: node))
            keys.reserveCapacity(document.count(of: node))
            var key = node + 1
            let end = document.end(of: node)
            while key < end {
                hashes.append(LooseName.hash(of: document.scalar(key)))
                keys.append(Int32(key))
                key = document.next(after: key + 1)
            }
            return HashedNodes(hashes, of: keys)
        }
    }

    /// A form's fields, by their names without the `[]` at their ends.
    func names(of fields: FormFields) -> HashedNodes {
        nodes(Key(node: 0, names: nil)) {
            let hashes = fields.entries.map { entry in
                LooseName.hash(of: Piece(fields.bytes, FieldName.stem(of: entry, fields.bytes.span)))
            }
            return HashedNodes(hashes, of: fields.entries.indices.map { Int32($0) })
        }
    }

    /// The elements of a list, by the text that `names` lead to in each.
    /// - Parameter text: the text's node.
    func elements(
        of node: Int, by names: [MemberName], in document: JSONDocument, text: (Int) -> Int?
    ) -> HashedNodes {
        nodes(Key(node: node, names: names)) {
            var hashes: [UInt32] = []
            var elements: [Int32] = []
            guard var element = document.firstChild(of: node) else { return HashedNodes([], of: []) }
            let end = document.end(of: node)
            while element < end {
                if let text = text(element) {
                    switch document.kind(of: text) {
                    case .string, .number, .boolean:
                        hashes.append(MatchValue.hash(of: document.scalar(text)))
                        elements.append(Int32(element))
                    case .object, .array, .null: break
                    }
                }
                element = document.next(after: element)
            }
            return HashedNodes(hashes, of: elements)
        }
    }

    private func nodes(_ key: Key, _ make: () -> HashedNodes) -> HashedNodes {
        if let nodes = known.withLock({ $0[key] }) { return nodes }
        let nodes = make()
        known.withLock { $0[key] = nodes }
        return nodes
    }
}
