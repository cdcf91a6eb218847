internal import Listener
internal import Wire

/// Reads a request's content as the type it says it has: decided once, and never by what the bytes look like.
enum PayloadReader {
    /// What stands in the way of reading a request's content.
    enum Refusal: Error {
        /// The sender's preset does not read this type, or there is none.
        case unsupported
        /// The Content-Type field, or the content, is broken.
        case broken(WireError)
    }

    /// The type of a request's content, if this sender may send it. The media type is parsed only where its parameters count.
    static func contentType(of request: Request, for sender: SenderPreset) -> (SenderPreset.ContentType, MediaType?)? {
        guard let range = request.head.value(of: .contentType) else { return nil }
        if let plain = plainType(of: request, range) { return sender.accepts.contains(plain) ? (plain, nil) : nil }
        guard let media = try? MediaType.parse(request.bytes, in: range), let type = SenderPreset.ContentType(media)
        else {
            return nil
        }
        return sender.accepts.contains(type) ? (type, media) : nil
    }

    /// What browsers and scripts nearly always write, letter for letter.
    private static func plainType(of request: Request, _ range: Range<Int>) -> SenderPreset.ContentType? {
        if request.equals(range, urlencoded) { return .urlencoded }
        return request.equals(range, json) ? .json : nil
    }

    private static let urlencoded = Array("application/x-www-form-urlencoded".utf8)
    private static let json = Array("application/json".utf8)

    /// The field's text, as it is stored: what nearly everyone writes needs no String of its own.
    static func contentTypeText(of request: Request) -> String {
        guard let range = request.head.value(of: .contentType) else { return "" }
        return plainType(of: request, range)?.mediaType ?? request.text(range)
    }

    /// Reads the content of a whole request.
    static func read(_ request: Request, for sender: SenderPreset, limits: WireLimits) throws(Refusal) -> Payload {
        guard let (type, media) = contentType(of: request, for: sender) else { throw .unsupported }
        return try read(request.contentBytes, in: request.contentRange, as: type, media, limits: limits)
    }

    /// Reads content that is kept, as when a stored submission is mapped again.
    static func read(
        _ bytes: [UInt8], in range: Range<Int>, as type: SenderPreset.ContentType, _ media: MediaType?,
        limits: WireLimits
    ) throws(Refusal) -> Payload {
        do throws(WireError) {
            switch type {
            case .urlencoded:
                return .fields(try URLEncoded.decode(bytes, in: range, limits: limits))
            case .multipart:
                guard let media else { throw WireError(.multipart, .missingBoundary, at: 0) }
                let boundary = try Multipart.boundary(of: media)
                return .fields(try Multipart.decode(bytes, in: range, boundary: boundary, limits: limits))
            case .json:
                return .json(try JSONDocument.parse(bytes, in: range, limits: limits))
            }
        } catch {
            throw .broken(error)
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
        } else {
            return nil
        }
    }
}
