public import BoardCRM
internal import Crypto
public import HTTPClient
internal import Verification

/// How what a form's sender only announces is asked for; where, and how the answer is read, its mapping knows.
public struct FetchSettings: Sendable {
    /// Where the token stands in the request.
    public enum TokenPlace: Sendable, Hashable {
        /// `Authorization: Bearer …`
        case bearer
        /// In a header of this name.
        case header(String)
        /// In the query, under this name.
        case query(String)
    }

    /// Shows that whoever has the token has another secret too: the token's HMAC-SHA-256 by it, in hexadecimal digits, in the query.
    public struct Proof: Sendable {
        /// What it is called in the query.
        public let name: String
        /// What the token is signed by.
        public let secret: Secret

        /// A proof by that secret.
        public init(name: String, secret: Secret) { (self.name, self.secret) = (name, secret) }

        func value(for token: String) -> String {
            TextEncoding.hex.encode(
                Digest.sha256.authenticationCode(of: token.utf8, key: Array(secret.revealed().utf8)))
        }
    }

    /// What the server knows us by; nil where it asks for nothing.
    public var token: Secret?
    /// What goes along with the token; nil where the server does not ask for it.
    public var proof: Proof?
    /// Where that stands.
    public var place = TokenPlace.bearer
    /// Header fields that always come along.
    public var fields: [HTTPField] = []
    /// Networks that it may connect to though they are not public.
    public var alsoAllowed: [AddressPolicy.Network] = []

    /// Without a token, to public addresses alone.
    public init() {}

    /// The longest answer in bytes.
    static let longestAnswer = 1 << 20

    /// The request for an address; nil where the address, or what the token makes of it, is none that may be called.
    func request(for address: String) -> HTTPRequest? {
        var (address, fields) = (address, self.fields)
        if let accept = HTTPField(name: "Accept", value: "application/json") { fields.append(accept) }
        switch (place, token?.revealed()) {
        case (_, nil): break
        case (.bearer, let token?):
            guard let field = HTTPField(name: "Authorization", value: "Bearer \(token)") else { return nil }
            fields.append(field)
        case (.header(let name), let token?):
            guard let field = HTTPField(name: name, value: token) else { return nil }
            fields.append(field)
        case (.query(let name), let token?):
            Self.add(name, Self.percentEncoded(token), to: &address)
        }
        if let proof, let token = token?.revealed() { Self.add(proof.name, proof.value(for: token), to: &address) }
        guard let url = try? EndpointURL(exactly: address) else { return nil }
        return .get(
            url, fields: fields, answerLimit: Self.longestAnswer,
            addresses: AddressPolicy(alsoAllowed: alsoAllowed))
    }

    private static func add(_ name: String, _ value: String, to address: inout String) {
        address += (address.contains("?") ? "&" : "?") + name + "=" + value
    }

    /// All but the unreserved characters encoded (RFC 3986, 2.3).
    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { encoded, byte in
            let isLetterOrDigit =
                (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            if isLetterOrDigit || "-._~".utf8.contains(byte) {
                encoded.append(Character(Unicode.Scalar(byte)))
            } else {
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
