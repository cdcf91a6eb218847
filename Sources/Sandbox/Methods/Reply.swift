import BoardCRM
import Listener
import Wire

/// What a method answers, before it is JSON.
enum Reply: Sendable {
    case data(SandboxValue)
    /// A file, which would be a value for each of its bytes.
    case file([UInt8])
    /// One that is still to be written.
    case deals(ExportedDeals)
    case invalid([AttributeError])
    case accessDenied
    case unknownMethod
    /// The content is not what it says it is.
    case malformed(String)
    case unknownContentType
    case methodNotAllowed

    /// The answer as it goes out.
    var response: Response {
        let content =
            switch self {
            case .file(let file): ExportedDeals.answer(file)
            case .deals(let deals): ExportedDeals.answer(deals.csv)
            default: body.json
            }
        var response = Response(status: httpStatus, contentType: "application/json", content: content)
        response.add("Cache-Control", "no-store")
        if case .methodNotAllowed = self { response.add("Allow", "POST") }
        return response
    }

    /// Inferred, all of it: no HTTP code of an error is documented. 200 with `"status": false` for what the CRM itself refuses is the
    /// hardest on whoever looks at the code alone.
    private var httpStatus: Int {
        switch self {
        case .data, .file, .deals, .invalid, .accessDenied: 200
        case .unknownMethod: 404
        case .malformed: 400
        case .unknownContentType: 415
        case .methodNotAllowed: 405
        }
    }

    private var body: SandboxValue {
        switch self {
        case .data(let data): ["status": true, "data": data]
        case .file, .deals: ["status": true]
        case .invalid(let errors):
            ["status": false, "message": "Validation failed", "details": Self.tree(of: errors)]
        case .accessDenied: ["status": false, "error": 4030, "message": "Access denied"]
        case .unknownMethod: ["status": false, "message": "Unknown method"]
        case .malformed(let message): ["status": false, "message": .text(message)]
        case .unknownContentType:
            [
                "status": false,
                "message":
                    "Content-Type must be application/json, application/x-www-form-urlencoded or multipart/form-data",
            ]
        case .methodNotAllowed: ["status": false, "message": "Only POST is allowed"]
        }
    }

    /// Errors nested as the request is: `{"column_id": "…", "lead": {"name": "…"}}`.
    private static func tree(of errors: [AttributeError]) -> SandboxValue {
        var members: [SandboxValue.Member] = []
        for error in errors {
            guard let first = error.path.steps.first else { continue }
            let rest = error.path.steps.dropFirst()
            guard let leaf = rest.first else {
                members.removeAll { $0.name == first }
                members.append(SandboxValue.Member(name: first, value: .text(error.message)))
                continue
            }
            let child = SandboxValue.Member(name: leaf, value: .text(error.message))
            if let place = members.firstIndex(where: { $0.name == first }) {
                if let inner = members[place].value.members { members[place].value = .object(inner + [child]) }
            } else {
                members.append(SandboxValue.Member(name: first, value: .object([child])))
            }
        }
        return .object(members)
    }
}

extension Reply {
    /// What came of a call, for the log.
    var outcome: String {
        switch self {
        case .data, .file, .deals: "done"
        case .invalid: "invalid"
        case .accessDenied: "access denied"
        case .unknownMethod: "unknown method"
        case .malformed: "malformed"
        case .unknownContentType: "unknown content type"
        case .methodNotAllowed: "method not allowed"
        }
    }

    /// An answer of this HTTP status for a call of which nothing was done.
    static func failure(status: Int) -> Response {
        let body: SandboxValue = ["status": false, "message": "The sandbox was told to fail"]
        return Response(status: status, contentType: "application/json", content: body.json)
    }
}
