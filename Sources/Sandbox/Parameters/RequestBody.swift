import BoardCRM
import Listener
import Wire

/// The parameters of a call, in whichever of the three formats they came.
enum RequestBody {
    static func read(_ request: Request) throws(BodyFault) -> (SandboxValue, BodyFormat) {
        guard let format = format(of: request) else { throw .unknownContentType }
        let value: SandboxValue
        do throws(WireError) {
            value = try parameters(in: request, format)
        } catch {
            throw .malformed("The content is broken: \(error)")
        }
        switch (value, format) {
        case (.object, _): return (value, format)
        // A form without fields, or with numbers for names, is read as a list.
        case (_, .urlencoded), (_, .multipart): return (.object([]), format)
        case (_, .json): throw .malformed("The parameters must be a JSON object")
        }
    }

    private static func mediaType(of request: Request) -> MediaType? {
        request.text(of: .contentType).flatMap { try? MediaType.parse($0) }
    }

    private static func format(of request: Request) -> BodyFormat? {
        guard let type = mediaType(of: request) else { return nil }
        if type.matches("application", "json") { return .json }
        if type.isURLEncoded { return .urlencoded }
        return type.isMultipartForm ? .multipart : nil
    }

    private static func parameters(
        in request: Request, _ format: BodyFormat
    ) throws(WireError) -> SandboxValue {
        let (bytes, range) = (request.contentBytes, request.contentRange)
        switch format {
        case .json: return SandboxValue(try JSONDocument.parse(bytes, in: range).root)
        case .urlencoded: return SandboxValue(try URLEncoded.decode(bytes, in: range))
        case .multipart:
            let boundary = try mediaType(of: request).map { (type) throws(WireError) in try Multipart.boundary(of: type)
            }
            return SandboxValue(try Multipart.decode(bytes, in: range, boundary: boundary ?? []))
        }
    }
}
