internal import BoardCRM
internal import Bridge
internal import Mapping
internal import Trying
internal import Wire

/// How a trial's outcome is shown: the request for a person, JSON for a script.
enum MapText {
    /// The request that makes the deal: method and address, the content's type, an empty line, the content.
    static func request(_ mapped: MappedDeal, _ crm: CRMSettings) -> String {
        let request = DealRequest(
            mapped.settled(), as: crm.format, boundary: MultipartWriter.randomBoundary())
        let content = String(decoding: request.content, as: UTF8.self)
        let laid =
            switch crm.format {
            case .json: JSONLayout.pretty(content)
            case .urlencoded: content.replacing("&", with: "\n&")
            case .multipart: content
            }
        let lines = laid.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        return "POST \(crm.url)/\(request.path)\nContent-Type: \(request.contentType)\n\n"
            + lines.map { crm.format == .json ? Terminal.visibleJSON(String($0)) : Terminal.visible(String($0)) }
            .joined(separator: "\n")
    }

    /// What a person should know who sees only the request: which rules found nothing, and what no rule took; nil where all is taken.
    static func note(_ explanation: Explanation) -> String? {
        let empty = explanation.rules.filter { $0.result == .leftOut }.map(\.target.description)
        let left = explanation.leftOver.map { Terminal.visible($0.name) }
        var lines: [String] = []
        if !empty.isEmpty { lines.append("nothing came for " + some(empty)) }
        if !left.isEmpty { lines.append("no rule took " + some(left)) }
        let note = lines.isEmpty ? [] : ["note: " + lines.joined(separator: "; ") + " (--explain shows all of it)"]
        let hints = explanation.rules.compactMap { rule in
            rule.hint.map { "hint: \(rule.target): \(Terminal.visible($0))" }
        }
        let all = note + hints
        return all.isEmpty ? nil : all.joined(separator: "\n")
    }

    private static func some(_ names: [String]) -> String {
        names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
    }

    static func lines(_ problems: [Problem], form: String) -> String {
        (["the rules of '\(form)' do not fit this post:"]
            + problems.map { problem in
                // What is wrong with a list as a whole is for no target.
                let target = problem.target.steps.isEmpty ? "" : "  (for \(problem.target))"
                return "  \(Terminal.visible(problem.field)) \(problem.message)\(target)"
            })
            .joined(separator: "\n")
    }

    static func json(_ result: MappingResult, _ explanation: Explanation?) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        switch result {
        case .mapped(let mapped):
            writer.key("deal")
            mapped.settled().append(to: &writer)
        case .problems(let problems):
            writer.key("problems")
            writer.beginArray()
            for problem in problems { append(problem, to: &writer) }
            writer.endArray()
        }
        explanation?.append(to: &writer)
        writer.endObject()
        return writer.text
    }

    static func json(ignored reason: String) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ignored")
        writer.string(reason)
        writer.endObject()
        return writer.text
    }

    private static func append(_ problem: Problem, to writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in [
            ("field", problem.field), ("target", problem.target.description), ("message", problem.message),
        ] {
            writer.key(key)
            writer.string(value)
        }
        writer.endObject()
    }
}
