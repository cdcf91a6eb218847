public import Bridge
internal import BoardCRM
internal import Mapping

/// What the rules make of a case's post, as a case writes it.
public struct CaseResult: Sendable, Hashable {
    /// What came of it.
    public let outcome: CaseFile.Outcome
    /// The deal as JSON, one member a line; or a line for each thing that is wrong: `field: message`.
    public let text: String

    /// Maps the post of a case by the rules of a form.
    public init(
        of file: CaseFile, by form: FormSettings, limits: LimitSettings
    ) throws(MappingTrial.Unreadable) {
        switch try MappingTrial.map(file.post, by: form, limits: limits) {
        case .mapped(let mapped):
            outcome = .deal
            let request = DealRequest(mapped.settled(), as: .json, boundary: "")
            text = JSONLayout.pretty(String(decoding: request.content, as: UTF8.self))
        case .problems(let problems):
            outcome = form.onInvalid == .refuse ? .refused : .unmapped
            text = problems.map { "\($0.field): \($0.message)" }.joined(separator: "\n")
        }
    }

    /// Whether it is what the case says, to the byte but for the layout of JSON.
    public func fits(_ file: CaseFile) -> Bool {
        guard outcome == file.outcome else { return false }
        // Texts that look alike are equal in Swift; here each byte counts.
        return Array(comparable(text).utf8) == Array(comparable(file.expected).utf8)
    }

    /// What is expected and what came instead, line by line: `- ` before a line that is missing, `+ ` before one that came.
    public func difference(from file: CaseFile) -> [String] {
        let expected = ["--- \(file.outcome?.rawValue ?? "(not said yet)")"] + lines(file.expected, file.outcome)
        return LineDifference.lines(from: expected, to: ["--- \(outcome.rawValue)"] + lines(text, outcome))
    }

    private func comparable(_ text: String) -> String {
        outcome == .deal ? JSONLayout.compact(text) : text
    }

    private func lines(_ text: String, _ outcome: CaseFile.Outcome?) -> [String] {
        let laid = outcome == .deal ? JSONLayout.pretty(text) : text
        return laid.split(separator: "\n").map(String.init)
    }
}
