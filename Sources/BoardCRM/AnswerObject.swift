import Wire

/// The object that every answer of the CRM's is, with what the vendor's page and its users say about its members.
struct AnswerObject {
    /// What went wrong with which attribute, from `details` or from the object itself.
    let errors: [AttributeError]
    private let object: JSONValue

    /// Nil for what is no JSON object.
    init?(_ content: [UInt8]) {
        var limits = WireLimits.standard
        // Nothing of the answer is passed on as the CRM's but ids and messages, so that a repeated key harms nobody.
        limits.allowsRepeatedKeys = true
        guard let document = try? JSONDocument.parse(content, limits: limits), document.root.kind == .object else {
            return nil
        }
        object = document.root
        errors = AnswerObject.isSuccess(document.root["status"]) ? [] : ErrorTree.errors(in: document.root)
    }

    /// The page's example says `true`, its text says 200; here and there a number comes as a string.
    var isSuccess: Bool { AnswerObject.isSuccess(object["status"]) }

    /// Whether it has the member that all the CRM's answers have.
    var hasStatus: Bool { object["status"] != nil }

    /// What the call gives back.
    var data: JSONValue? { object["data"].flatMap { $0.isNull ? nil : $0 } }

    /// The CRM's words. `error` is a code mostly, and a text sometimes.
    var message: String? {
        if let message = object["message"]?.string, !message.isEmpty { return ErrorTree.shortened(message) }
        guard let error = object["error"]?.string, Int64(error) == nil, !error.isEmpty else { return nil }
        return ErrorTree.shortened(error)
    }

    /// Error 4030, or a complaint about the token itself (inferred), which is no fault of the deal's.
    var deniesAccess: Bool {
        if let error = object["error"], error.int64 ?? error.string.flatMap({ Int64($0) }) == 4030 { return true }
        return errors.contains { $0.path.steps.first == "access_token" }
    }

    /// Whether the CRM says no without naming an attribute: `status` is false, or a number from 400 to 499 and `message` or `error` says
    /// why. Every other word may come from a server in between, which does not know whether the deal was made.
    var isRefusal: Bool {
        guard let status = object["status"] else { return false }
        if status.boolean == false { return true }
        guard let number = status.int64 ?? status.string.flatMap({ Int64($0) }), (400..<500).contains(number) else {
            return false
        }
        return object["message"]?.string != nil || object["error"] != nil
    }

    /// Whether the answer gives something back, as only a success does.
    var hasData: Bool {
        guard let data else { return false }
        switch data.kind {
        case .object, .array: return data.count > 0
        case .string: return data.string?.isEmpty == false
        case .number: return true
        case .boolean: return data.boolean == true
        case .null: return false
        }
    }

    private static func isSuccess(_ status: JSONValue?) -> Bool {
        guard let status else { return false }
        return status.boolean == true || status.int64 == 200 || status.string == "200"
    }
}
