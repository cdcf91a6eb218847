import BoardCRM
import Listener
import Wire

/// The parameters of a call, in whichever of the three formats they came.
enum RequestBody {
    static func read(_ request: Request) throws(BodyFault) -> (SandboxValue, BodyFormat) {
        guard let type = request.text(of: .contentType), type.lowercased().hasPrefix("application/json") else {
            throw .unknownContentType
        }
        do throws(WireError) {
            let document = try JSONDocument.parse(request.contentBytes, in: request.contentRange)
            let value = SandboxValue(document.root)
            guard value.members != nil else { throw BodyFault.malformed("The parameters must be a JSON object") }
            return (value, .json)
        } catch {
            throw .malformed("The content is broken: \(error)")
        }
    }
}
