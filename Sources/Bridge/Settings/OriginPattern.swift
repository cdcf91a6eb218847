/// The origin of a website, or of all subdomains of a domain: `https://www.example.com`, `https://*.example.com`.
public struct OriginPattern: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// As it is written: as a browser writes an origin (RFC 6454, 6.2), lower case, without a default port; after the scheme may stand `*.`.
    public let description: String
    private let start: [UInt8]
    /// What follows the star; nil where there is none, and `start` is all of it.
    private let end: [UInt8]?

    /// A pattern as it is written.
    public init(_ text: String) {
        description = text
        guard let star = text.firstRange(of: "://*.") else {
            (start, end) = (Array(text.utf8), nil)
            return
        }
        start = Array(text[..<star.upperBound].utf8.dropLast(2))
        end = Array(("." + text[star.upperBound...]).utf8)
    }

    /// A pattern as it is written.
    public init(stringLiteral text: String) { self.init(text) }

    /// Whether an origin, as a browser writes it, is this one or one of these. `null` is none.
    public func matches(_ origin: ArraySlice<UInt8>) -> Bool {
        guard let end else { return origin.elementsEqual(start) }
        guard origin.count > start.count + end.count, origin.starts(with: start),
            origin.suffix(end.count).elementsEqual(end)
        else { return false }
        // A star stands for labels of a host, and for nothing that could end one.
        return origin.dropFirst(start.count).dropLast(end.count).allSatisfy(\.isHostByte)
    }
}

extension UInt8 {
    /// Letters, digits, and the signs within a host's name.
    fileprivate var isHostByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
