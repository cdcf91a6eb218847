internal import Crypto
internal import Wire

/// How a sender makes sure, before it posts, that an address is whose it says. None of it is a submission.
public enum Handshake: Sendable, Hashable {
    /// Meta: `GET ?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`, answered with the challenge if the token is the form's.
    case hubChallenge
    /// WebSub (W3C, 5.3): the same without a token, answered if `hub.topic` is the form's.
    case webSub(topic: String)
    /// LinkedIn: `GET ?challengeCode=…`, answered with the code and its HMAC by the form's secret.
    case challengeCode
    /// REST hooks: a post with `X-Hook-Secret`, answered with the same header.
    case hookSecret
    /// A post whose content is one field with this value, as Tilda's `test=test`.
    case testPost(field: String, value: String)

    /// Whether it comes as a GET.
    public var isByGet: Bool {
        switch self {
        case .hubChallenge, .webSub, .challengeCode: true
        case .hookSecret, .testPost: false
        }
    }

    /// What it is answered with.
    public struct Reply: Sendable, Hashable {
        /// The content.
        public let content: [UInt8]
        /// Whether that is JSON; plain text otherwise.
        public let isJSON: Bool
    }

    /// The answer to a GET's query.
    /// - Parameters:
    ///   - query: the values of a name, in their order.
    ///   - tokens: what `hub.verify_token` may be.
    ///   - keys: the form's, which sign a challenge.
    public func reply(to query: (String) -> [String], tokens: Keys, keys: Keys) throws(Refusal) -> Reply {
        switch self {
        case .hubChallenge:
            guard try Self.only("hub.mode", query) == "subscribe" else { throw .malformed("hub.mode", "subscribe") }
            guard !tokens.secrets.isEmpty else { throw Refusal("the form's handshake has no token") }
            let token = Array(try Self.only("hub.verify_token", query).utf8)
            guard tokens.hold(token[...]) else {
                throw Refusal("hub.verify_token is not the token of the form's handshake")
            }
            return Reply(content: try Self.challenge("hub.challenge", query), isJSON: false)
        case .webSub(let topic):
            let mode = try Self.only("hub.mode", query)
            guard mode == "subscribe" || mode == "unsubscribe" else {
                throw .malformed("hub.mode", "subscribe or unsubscribe")
            }
            guard try Self.only("hub.topic", query) == topic else {
                throw .malformed("hub.topic", "topic of the form's")
            }
            return Reply(content: try Self.challenge("hub.challenge", query), isJSON: false)
        case .challengeCode:
            // A code of any other form could be a post that somebody wants signed.
            let code = try Self.challenge("challengeCode", query)
            guard Self.isUUID(code) else { throw .malformed("challengeCode", "UUID") }
            guard let secret = keys.secrets.first else { throw .noSecret }
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("challengeCode")
            writer.string(String(decoding: code, as: UTF8.self))
            writer.key("challengeResponse")
            writer.string(TextEncoding.hex.encode(Digest.sha256.authenticationCode(of: code, key: secret.bytes)))
            writer.endObject()
            return Reply(content: writer.bytes, isJSON: true)
        case .hookSecret, .testPost: throw Refusal("the form's handshake is a post")
        }
    }

    /// What may be said back: a short word of printable ASCII, which is neither a header's end nor a page.
    public static func echo(_ word: ArraySlice<UInt8>) -> String? {
        guard (1...256).contains(word.count), word.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") })
        else {
            return nil
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// 8-4-4-4-12 hexadecimal digits (RFC 9562, 4).
    private static func isUUID(_ text: [UInt8]) -> Bool {
        text.count == 36
            && text.enumerated().allSatisfy { place, byte in
                [8, 13, 18, 23].contains(place)
                    ? byte == UInt8(ascii: "-")
                    : byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
            }
    }

    private static func challenge(_ name: String, _ query: (String) -> [String]) throws(Refusal) -> [UInt8] {
        let text = try only(name, query)
        guard echo(Array(text.utf8)[...]) != nil else { throw .malformed(name, "short word") }
        return Array(text.utf8)
    }

    private static func only(_ name: String, _ query: (String) -> [String]) throws(Refusal) -> String {
        let values = query(name)
        guard let value = values.first else { throw .missing(name) }
        guard values.count == 1 else { throw .repeated(name) }
        return value
    }
}
