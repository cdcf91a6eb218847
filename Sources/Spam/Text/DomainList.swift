/// Domains, each with all below it: `example.com` holds `mail.example.com` too.
public struct DomainList: Sendable {
    /// A table of hashes, twice as long as it holds or longer, 0 where nothing is: a look is one step or two.
    private let table: [UInt64]
    /// How many it holds.
    public let count: Int

    /// Takes names in either case of letters, with or without a dot or an @ before them.
    public init(_ domains: some Sequence<String>) {
        let all = Set(
            domains.map { name in
                Self.hash(Array(name.lowercased().drop { $0 == "." || $0 == "@" }.utf8).span)
            })
        count = all.count
        var size = 8
        while size < 2 * all.count { size *= 2 }
        var table = [UInt64](repeating: 0, count: size)
        for hash in all {
            var place = Int(truncatingIfNeeded: hash) & (size - 1)
            while table[place] != 0 { place = (place + 1) & (size - 1) }
            table[place] = hash
        }
        self.table = table
    }

    /// Reads a file of one domain a line; what follows `#` is a comment.
    public init(file: [UInt8]) {
        let lines = file.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        self.init(
            lines.lazy.map { line in
                let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
                return String(text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
            }.filter { !$0.isEmpty })
    }

    /// Whether the domain, in either case of letters, is one of them or below one.
    func contains(_ domain: Span<UInt8>) -> Bool {
        guard count > 0, domain.count <= Self.longest else { return false }
        var end = domain.count
        if end > 0, domain[end - 1] == UInt8(ascii: ".") { end -= 1 }
        // From its end: the hash of what stands behind a dot is there when the dot is met.
        var hash = Self.seed
        while end > 0 {
            end &-= 1
            let byte = domain[end]
            if byte == UInt8(ascii: "."), holds(SeededHash.of(hash)) { return true }
            hash = Self.add(byte, to: hash)
        }
        return holds(SeededHash.of(hash))
    }

    private func holds(_ hash: UInt64) -> Bool {
        let table = table.span
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] != 0 {
            if table[place] == hash { return true }
            place = (place + 1) & (table.count - 1)
        }
        return false
    }

    /// FNV's steps, from the last byte to the first.
    private static func hash(_ name: Span<UInt8>) -> UInt64 {
        var hash = seed
        for index in name.indices.reversed() { hash = add(name[index], to: hash) }
        return SeededHash.of(hash)
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
    }

    /// The longest name of a domain (RFC 1035, 2.3.4).
    private static let longest = 253
}
