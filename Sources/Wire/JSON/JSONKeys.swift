/// Finds a key that an object holds twice, escapes read.
enum JSONKeys {
    /// Up to so many members are compared each with each, which is quickest for few.
    private static let fewMembers = 12

    static func check(_ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, object: Int) throws(WireError) {
        let count = nodes[object].count
        guard count > 1 else { return }
        if count <= fewMembers {
            try compareEach(bytes, nodes, object)
        } else {
            try compareHashed(bytes, nodes, object, count)
        }
    }

    private static func compareEach(_ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, _ object: Int) throws(WireError) {
        let end = Int(nodes[object].next)
        var key = Int(nodes[object + 2].next)
        while key < end {
            var earlier = object + 1
            while earlier < key {
                guard !equal(bytes, nodes[earlier], nodes[key]) else { throw repeated(nodes[key]) }
                earlier = Int(nodes[earlier + 1].next)
            }
            key = Int(nodes[key + 1].next)
        }
    }

    /// An open-addressed table of node and half a hash. The hash is seeded anew in each process, so no sender can aim at it.
    private static func compareHashed(
        _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, _ object: Int, _ count: Int
    ) throws(WireError) {
        var capacity = 32
        while capacity < count * 2 { capacity *= 2 }
        var table = [UInt64](repeating: 0, count: capacity)
        let end = Int(nodes[object].next)
        var key = object + 1
        while key < end {
            let hash = hash(bytes, nodes[key])
            let entry = hash & 0xFFFF_FFFF_0000_0000 | UInt64(key)
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while table[slot] != 0 {
                let other = table[slot]
                if other >> 32 == entry >> 32 {
                    guard !equal(bytes, nodes[Int(other & 0xFFFF_FFFF)], nodes[key]) else { throw repeated(nodes[key]) }
                }
                slot = (slot + 1) & (capacity - 1)
            }
            table[slot] = entry
            key = Int(nodes[key + 1].next)
        }
    }

    private static func hash(_ bytes: Span<UInt8>, _ key: JSONNode) -> UInt64 {
        var hasher = Hasher()
        // Eight bytes at a time: the hasher's cost is for each call.
        var word: UInt64 = 0
        var length: UInt64 = 0
        func add(_ byte: UInt8) {
            word = word << 8 | UInt64(byte)
            length += 1
            if length & 7 == 0 { hasher.combine(word) }
        }
        if key.isEscaped {
            var characters = JSONStringBytes(key)
            while let byte = characters.next(in: bytes) { add(byte) }
        } else {
            for position in key.range { add(bytes[position]) }
        }
        hasher.combine(word)
        hasher.combine(length)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private static func equal(_ bytes: Span<UInt8>, _ one: JSONNode, _ other: JSONNode) -> Bool {
        guard !one.isEscaped, !other.isEscaped else { return JSONStringBytes.equal(bytes, one, other) }
        let length = one.end - one.start
        guard length == other.end - other.start else { return false }
        let (left, right) = (Int(one.start), Int(other.start))
        for offset in 0..<Int(length) where bytes[left + offset] != bytes[right + offset] {
            return false
        }
        return true
    }

    private static func repeated(_ key: JSONNode) -> WireError {
        WireError(.json, .repeatedKey, at: Int(key.start) - 1)
    }
}
