internal import Listener
internal import Verification
internal import Wire

/// Reads a request's content as the type it says it has: decided once, and never by what the bytes look like.
enum PayloadReader {
    /// What stands in the way of reading a request's content.
    enum Refusal: Error {
        /// The sender's preset does not read this type, or there is none.
        case unsupported
        /// The content says that it is in a charset that is not read here.
        case unknownCharset
        /// The content is JSON, and says that it is not UTF-8.
        case jsonCharset
        /// The Content-Type field, or the content, is broken.
        case broken(WireError)
    }

    /// What a request says of its content.
    struct Description {
        let type: SenderPreset.ContentType
        /// The charset that the content type names; UTF-8 where it names none.
        let charset: Charset
        private let writing: Writing

        /// How the type was written. What few need lies apart: a description is handed on by every post.
        private indirect enum Writing {
            /// Letter for letter as the type is.
            case plain
            case media(MediaType)
        }

        init(_ type: SenderPreset.ContentType) {
            (self.type, charset, writing) = (type, .utf8, .plain)
        }

        /// The media type; nil where it has no parameters.
        var media: MediaType? { if case .media(let media) = writing { media } else { nil } }

        /// Whether it was written letter for letter as the type is.
        var isPlain: Bool { if case .plain = writing { true } else { false } }

        /// Whether its parts are told by a boundary, which is another each time.
        var hasBoundary: Bool { type == .multipart }

        /// Reads what a media type says.
        init(_ media: MediaType) throws(Refusal) {
            guard let type = SenderPreset.ContentType(media) else { throw .unsupported }
            if type == .jwt {
                (self.type, charset, writing) = (type, .utf8, .media(media))
                return
            }
            guard let charset = media["charset"].map({ Charset(label: $0) }) ?? .utf8 else {
                throw type == .json ? .jsonCharset : .unknownCharset
            }
            // RFC 8259, section 8.1: JSON between systems is UTF-8.
            if type == .json, charset != .utf8 { throw .jsonCharset }
            (self.type, self.charset, writing) = (type, charset, .media(media))
        }
    }

    /// What a request says of its content, if this sender may send that. The media type is parsed only where its parameters count.
    static func describe(_ request: Request, for sender: SenderPreset) throws(Refusal) -> Description {
        guard let range = request.head.value(of: .contentType) else { throw .unsupported }
        let description: Description
        if let plain = plainType(of: request, range) {
            description = Description(plain)
        } else {
            guard let media = try? MediaType.parse(request.bytes, in: range) else { throw .unsupported }
            description = try Description(media)
        }
        guard sender.accepts.contains(description.type) else { throw .unsupported }
        return description
    }

    /// What browsers and scripts nearly always write, letter for letter.
    private static func plainType(of request: Request, _ range: Range<Int>) -> SenderPreset.ContentType? {
        if request.equals(range, urlencoded) { return .urlencoded }
        return request.equals(range, json) ? .json : nil
    }

    private static let urlencoded = Array("application/x-www-form-urlencoded".utf8)
    private static let json = Array("application/json".utf8)

    /// The field's text, as it is stored: what nearly everyone writes needs no String of its own.
    static func contentTypeText(of request: Request, as description: Description) -> String {
        if description.isPlain { return description.type.mediaType }
        return request.text(of: .contentType) ?? ""
    }

    /// Reads content that is kept, as when a stored submission is mapped again.
    static func read(
        _ bytes: [UInt8], in range: Range<Int>, as description: Description, limits: WireLimits
    ) throws(Refusal) -> Payload {
        let charset = description.charset
        do throws(WireError) {
            switch description.type {
            case .urlencoded:
                return .fields(try URLEncoded.decode(bytes, in: range, charset: charset, limits: limits))
            case .multipart:
                guard let media = description.media else { throw WireError(.multipart, .missingBoundary, at: 0) }
                let boundary = try Multipart.boundary(of: media)
                return .fields(
                    try Multipart.decode(bytes, in: range, boundary: boundary, charset: charset, limits: limits))
            case .json:
                return .json(try JSONDocument.parse(bytes, in: range, limits: limits))
            case .jwt:
                guard let claims = TokenScheme.claims(in: bytes[range]) else {
                    throw WireError(.json, .unexpectedByte, at: 0)
                }
                return .json(try JSONDocument.parse(claims, limits: limits))
            }
        } catch {
            throw error.code == .unknownCharset ? .unknownCharset : .broken(error)
        }
    }
}

extension PayloadReader.Refusal {
    /// The status that answers it (RFC 9110, sections 15.5.1 and 15.5.16).
    var status: Int {
        if case .broken = self { 400 } else { 415 }
    }

    /// What is wrong, in words for the sender's developer, who may post content of these types.
    func explanation(accepting types: [SenderPreset.ContentType]) -> String {
        switch self {
        case .unsupported: "the content types read here are " + types.map(\.mediaType).joined(separator: ", ")
        case .unknownCharset: "the charsets read here are " + Charset.namesRead
        case .jsonCharset: "JSON is read as utf-8 only"
        case .broken(let error): error.description
        }
    }
}

extension SenderPreset.ContentType {
    /// The kind of content that a media type names, or nil for one that is not read here.
    init?(_ media: MediaType) {
        if media.isURLEncoded {
            self = .urlencoded
        } else if media.isMultipartForm {
            self = .multipart
        } else if media.isJSON {
            self = .json
        } else if media.matches("text", "plain") || media.matches("application", "jwt") {
            self = .jwt
        } else {
            return nil
        }
    }

    /// The media type, as an answer names it.
    var mediaType: String {
        switch self {
        case .urlencoded: "application/x-www-form-urlencoded"
        case .multipart: "multipart/form-data"
        case .json: "application/json"
        case .jwt: "text/plain"
        }
    }
}
