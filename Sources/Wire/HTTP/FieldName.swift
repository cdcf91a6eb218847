/// The field names that the bridge itself reads, found by their bytes without making a String.
///
/// Names are packed, lower-cased, into three words: comparing is exact, whatever a sender makes up.
public enum FieldName: UInt8, Sendable, CaseIterable {
    case other
    case accept
    case acceptLanguage
    case connection
    case contentEncoding
    case contentLength
    case contentType
    case cookie
    case expect
    case forwarded
    case host
    case idempotencyKey
    case origin
    case referer
    case transferEncoding
    case userAgent
    case webhookID
    case xForwardedFor
    case xForwardedProto

    /// The name as it is written on the wire, in lower case; empty for ``other``.
    public var text: String {
        switch self {
        case .other: ""
        case .accept: "accept"
        case .acceptLanguage: "accept-language"
        case .connection: "connection"
        case .contentEncoding: "content-encoding"
        case .contentLength: "content-length"
        case .contentType: "content-type"
        case .cookie: "cookie"
        case .expect: "expect"
        case .forwarded: "forwarded"
        case .host: "host"
        case .idempotencyKey: "idempotency-key"
        case .origin: "origin"
        case .referer: "referer"
        case .transferEncoding: "transfer-encoding"
        case .userAgent: "user-agent"
        case .webhookID: "webhook-id"
        case .xForwardedFor: "x-forwarded-for"
        case .xForwardedProto: "x-forwarded-proto"
        }
    }
}

/// Up to 24 bytes of a field name, lower-cased, in three words.
struct PackedFieldName: Equatable {
    static let limit = 24
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private(set) var count = 0

    mutating func append(lowercased byte: UInt8) {
        let shift = UInt64(count & 7) &* 8
        switch count &>> 3 {
        case 0: words.0 |= UInt64(byte) &<< shift
        case 1: words.1 |= UInt64(byte) &<< shift
        case 2: words.2 |= UInt64(byte) &<< shift
        default: break  // Longer than any name we know: the count alone tells it apart.
        }
        count &+= 1
    }

    /// Adds up to eight bytes behind a count that eight divides; the word is zero where they end.
    @inline(__always)
    mutating func append(lowercased word: UInt64, count more: Int) {
        switch count &>> 3 {
        case 0: words.0 = word
        case 1: words.1 = word
        case 2: words.2 = word
        default: break
        }
        count &+= more
    }

    static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.words == right.words
    }

    /// The name we know these bytes by.
    var known: FieldName {
        for name in Self.byLength[min(count, Self.limit)] where name.packed == self { return name.name }
        return .other
    }

    private static let byLength: [[(packed: PackedFieldName, name: FieldName)]] = {
        var table = [[(packed: PackedFieldName, name: FieldName)]](repeating: [], count: limit + 1)
        for name in FieldName.allCases where name != .other {
            var packed = PackedFieldName()
            for byte in name.text.utf8 { packed.append(lowercased: byte) }
            table[packed.count].append((packed, name))
        }
        return table
    }()
}
