/// The tags and texts of an XML document, one after the other: no names are checked and nothing is declared, which is enough for files that
/// a program wrote. Prefixes of names are left out.
struct XMLTokens: Sequence, IteratorProtocol {
    enum Token: Equatable {
        case open(String, [String: String])
        case close(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var place = 0
    /// The end of a tag that is open and close in one.
    private var pending: Token?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        if let token = pending {
            pending = nil
            return token
        }
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                defer { place = end }
                return .text(Self.unescaped(bytes[place..<end]))
            }
            guard let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) else {
                place = bytes.count
                return nil
            }
            let tag = bytes[place + 1..<end]
            place = end + 1
            // Declarations and comments mean nothing here.
            guard let first = tag.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else { continue }
            return token(tag)
        }
        return nil
    }

    private mutating func token(_ tag: ArraySlice<UInt8>) -> Token {
        if tag.first == UInt8(ascii: "/") { return .close(Self.name(tag.dropFirst())) }
        let isEmpty = tag.last == UInt8(ascii: "/")
        let body = isEmpty ? tag.dropLast() : tag
        let nameEnd = body.firstIndex { $0 <= 0x20 } ?? body.endIndex
        let name = Self.name(body[..<nameEnd])
        if isEmpty { pending = .close(name) }
        return .open(name, Self.attributes(body[nameEnd...]))
    }

    private static func attributes(_ bytes: ArraySlice<UInt8>) -> [String: String] {
        var attributes: [String: String] = [:]
        var rest = bytes
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let quote = rest[(equals + 1)...].first { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            guard let quote, let start = rest[equals...].firstIndex(of: quote),
                let end = rest[(start + 1)...].firstIndex(of: quote)
            else { break }
            attributes[name(rest[..<equals].filter { $0 > 0x20 }[...])] = unescaped(rest[(start + 1)..<end])
            rest = rest[(end + 1)...]
        }
        return attributes
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        let name = bytes.prefix { $0 > 0x20 }
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return String(decoding: local, as: UTF8.self)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
