public import Wire

/// One request as a handler sees it: ranges into bytes that are the listener's. Nothing is copied unless the handler keeps it.
public struct Request: Sendable {
    /// The bytes that ``head`` refers to.
    public let bytes: [UInt8]
    /// Method, path, fields.
    public let head: RequestHead
    /// The bytes that ``contentRange`` refers to; the same as ``bytes`` unless the content came in chunks.
    public let contentBytes: [UInt8]
    /// The content, whole; empty while only the head is looked at and the content is still to come.
    public let contentRange: Range<Int>
    /// Who is at the other end of the connection.
    public let peer: PeerAddress
    /// Stands in the answer as `X-Request-Id`, and in the log.
    public let id: RequestID
    /// When its first byte was read: milliseconds since 1970.
    public let receivedAt: Int64
    /// What says who is behind the peer; nil where the peer is no proxy of ours.
    let proxies: TrustedProxies?
    /// The peer's address as text, worked out once a connection.
    let peerText: String

    /// The text of a field, by a name we know; bad UTF-8 becomes U+FFFD. Nil when there is no such field.
    public func text(of name: FieldName) -> String? {
        head.value(of: name).map { String(repairing: bytes[$0]) }
    }

    /// The text of the first field whose name equals `name`, without regard to case.
    public func text(ofFieldNamed name: String) -> String? {
        for field in head.fields where field.name.count == name.utf8.count {
            if zip(bytes[field.name], name.utf8).allSatisfy({ Self.lowercased($0) == Self.lowercased($1) }) {
                return String(repairing: bytes[field.value])
            }
        }
        return nil
    }

    /// The text of a range of the head.
    public func text(_ range: Range<Int>) -> String { String(repairing: bytes[range]) }

    /// Whether the path is exactly this.
    public func hasPath(_ path: String) -> Bool {
        head.path.count == path.utf8.count && bytes[head.path].elementsEqual(path.utf8)
    }

    /// Whether the path is exactly these bytes.
    public func hasPath(_ path: [UInt8]) -> Bool { equals(head.path, path) }

    /// Whether these bytes of the head are exactly those.
    public func equals(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
        range.count == text.count && ByteText.isEqual(bytes.span, from: range.lowerBound, text.span)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

/// Names one request in the answer, in the log and beside what was stored of it: 13 characters of `0-9 a-v` (RFC 4648's base32hex,
/// without padding), so few that a String holds them in place.
public struct RequestID: Sendable, Hashable, CustomStringConvertible {
    let value: UInt64

    /// As it is written: 13 characters, lower case.
    public var description: String { Base32Text.string(value) }

    /// How many bytes ``description`` has.
    public static var count: Int { Base32Text.count }

    /// Writes ``description`` without making a String.
    public func append(to bytes: inout [UInt8]) { Base32Text.append(value, to: &bytes) }

    /// Writes ``description`` over the bytes from `place` on.
    public func write(over bytes: inout MutableSpan<UInt8>, at place: Int) {
        Base32Text.write(value, over: &bytes, at: place)
    }
}

/// Makes request ids: a counter from a random start, mixed so that ids tell nothing of how many there were (SplitMix64's finaliser,
/// which maps each counter to another id).
struct RequestIDSource {
    private var counter = UInt64.random(in: .min ... .max)

    mutating func next() -> RequestID {
        counter &+= 0x9E37_79B9_7F4A_7C15
        var value = counter
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return RequestID(value: value ^ value >> 31)
    }
}
