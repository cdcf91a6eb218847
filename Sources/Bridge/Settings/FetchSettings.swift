public import BoardCRM
public import HTTPClient

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

    /// What the server knows us by; nil where it asks for nothing.
    public var token: Secret?
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
            address += (address.contains("?") ? "&" : "?") + name + "=" + Self.percentEncoded(token)
        }
        guard let url = try? EndpointURL(exactly: address) else { return nil }
        return .get(
            url, fields: fields, answerLimit: Self.longestAnswer,
            addresses: AddressPolicy(alsoAllowed: alsoAllowed))
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
