/// Domains, each with all below it: `example.com` holds `mail.example.com` too.
public struct DomainList: Sendable {
    /// Sorted: a look is a dozen comparisons, where a set would hash what is a hash already.
    private let hashes: [UInt64]

    /// How many it holds.
    public var count: Int { hashes.count }

    /// Takes names in either case of letters, with or without a dot or an @ before them.
    public init(_ domains: some Sequence<String>) {
        let all = Set(
            domains.map { name in
                SeededHash.of(String(name.lowercased().drop { $0 == "." || $0 == "@" }))
            })
        hashes = all.sorted()
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
        guard !hashes.isEmpty, domain.count <= Self.longest else { return false }
        var lower: [UInt8] = []
        lower.reserveCapacity(domain.count)
        for index in domain.indices {
            let byte = domain[index]
            lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        if lower.last == UInt8(ascii: ".") { lower.removeLast() }
        var start = 0
        while start < lower.count {
            if holds(SeededHash.of(lower.span.extracting(start..<lower.count))) { return true }
            guard let dot = lower[start...].firstIndex(of: UInt8(ascii: ".")) else { return false }
            start = dot + 1
        }
        return false
    }

    private func holds(_ hash: UInt64) -> Bool {
        let hashes = hashes.span
        var (lower, upper) = (0, hashes.count)
        while lower < upper {
            let middle = (lower &+ upper) / 2
            if hashes[middle] < hash { lower = middle &+ 1 } else { upper = middle }
        }
        return lower < hashes.count && hashes[lower] == hash
    }

    /// The longest name of a domain (RFC 1035, 2.3.4).
    private static let longest = 253
}
