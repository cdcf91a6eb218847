/// What a sender signs, as its manual writes it: `{id}.{time}.{body}`.
public struct SignedText: Sendable, Hashable {
    /// A part of it.
    enum Part: Hashable {
        case literal([UInt8])
        case body
        case time
        case id
        case method
        case url
        case decodedURL
    }

    private let parts: [Part]

    /// The body alone.
    public static let body = SignedText(parts: [.body])

    private init(parts: [Part]) { self.parts = parts }

    /// Reads a template. Anything but the names in braces stands for itself.
    /// - Throws: what is wrong with it, in a few words.
    public init(_ template: String) throws(Fault) {
        var parts: [Part] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.literal(Array(rest[..<open].utf8))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw Fault("this '{' is not closed") }
            let name = rest[rest.index(after: open)..<close]
            switch name {
            case "body": parts.append(.body)
            case "time": parts.append(.time)
            case "id": parts.append(.id)
            case "method": parts.append(.method)
            case "url": parts.append(.url)
            case "url_decoded": parts.append(.decodedURL)
            default: throw Fault("it has body, time, id, method, url and url_decoded in braces, and no '\(name)'")
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(Array(rest.utf8))) }
        guard parts.contains(.body) else { throw Fault("what is signed must hold {body}") }
        self.parts = parts
    }

    /// Why a template is none.
    public struct Fault: Error {
        /// In a few words.
        public let message: String
        init(_ message: String) { self.message = message }
    }

    /// Whether a time is a part of it.
    public var holdsTime: Bool { parts.contains(.time) }
    /// Whether an event's id is a part of it.
    public var holdsID: Bool { parts.contains(.id) }
    /// Whether the address that was posted to is a part of it.
    public var holdsURL: Bool { parts.contains(.url) || parts.contains(.decodedURL) }

    /// The bytes that were signed; nil where the address is asked for and not known.
    func bytes(of post: IncomingPost, time: ArraySlice<UInt8>, id: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(post.content.count + 256)
        for part in parts {
            switch part {
            case .literal(let literal): bytes += literal
            case .body: bytes += post.content
            case .time: bytes += time
            case .id: bytes += id
            case .method: bytes += post.method.utf8
            case .url:
                guard let url = post.url else { return nil }
                bytes += url.utf8
            case .decodedURL:
                guard let url = post.url else { return nil }
                bytes += Self.decoded(Array(url.utf8))
            }
        }
        return bytes
    }

    /// What HubSpot writes plainly in the address that it signs, and perhaps percent-encoded in the one that it posts to
    /// (developers.hubspot.com, "Validating requests", version 3).
    private static let plain = Set(":/?@!$'()*,;".utf8)

    private static func decoded(_ url: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < url.count {
            if url[index] == UInt8(ascii: "%"), index + 2 < url.count,
                let byte = TextEncoding.hex.decode(url[index + 1...index + 2])?.first, plain.contains(byte)
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(url[index])
                index += 1
            }
        }
        return bytes
    }
}
