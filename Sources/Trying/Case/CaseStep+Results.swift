internal import BoardCRM
public import Bridge
internal import Mapping

extension CaseStep {
    /// What the rules make of the post, as a case writes it.
    public func results(
        by form: FormSettings, limits: LimitSettings
    ) throws(MappingTrial.Unreadable) -> [CaseFile.Result] {
        var outcomes = try MappingTrial.outcomes(of: post, by: form, limits: limits)
        for index in outcomes.indices {
            guard form.mapping.fetch != nil, let answer = answer(index) else { continue }
            var post = post
            post.fetched = answer.json
            outcomes[index] = try MappingTrial.outcomes(of: post, by: form, limits: limits)[index]
        }
        return outcomes.map { outcome in
            switch outcome {
            case .ignored(let reason): CaseFile.Result(.discarded, reason)
            case .mapped(let result): CaseFile.Result(result, refuses: form.onInvalid == .refuse)
            }
        }
    }

    /// Whether they are what the case says, to the byte but for the layout of JSON.
    public func fits(_ results: [CaseFile.Result]) -> Bool {
        // Texts that look alike are equal in Swift; here each byte counts.
        self.results.map(\.outcome) == results.map(\.outcome)
            && zip(self.results, results).allSatisfy { Array($0.compact.utf8) == Array($1.compact.utf8) }
    }

    /// What is expected and what came instead, line by line: `- ` before a line that is missing, `+ ` before one that came.
    public func difference(to results: [CaseFile.Result]) -> [String] {
        let expected = self.results.isEmpty ? ["--- (not said yet)"] : self.results.flatMap(\.lines)
        return LineDifference.lines(from: expected, to: results.flatMap(\.lines))
    }
}

extension CaseFile.Result {
    init(_ result: MappingResult, refuses: Bool) {
        switch result {
        case .mapped(let mapped):
            let request = DealRequest(mapped.settled(), as: .json, boundary: "")
            self.init(.deal, JSONLayout.pretty(String(decoding: request.content, as: UTF8.self)))
        case .problems(let problems):
            let lines = problems.map { "\($0.field): \($0.message)" }
            self.init(
                refuses && !problems.contains(where: \.isOurs) ? .refused : .unmapped, lines.joined(separator: "\n"))
        }
    }

    fileprivate var compact: String { outcome == .deal ? JSONLayout.compact(text) : text }

    fileprivate var lines: [String] {
        let laid = outcome == .deal ? JSONLayout.pretty(text) : text
        return ["--- \(outcome.rawValue)"] + laid.split(separator: "\n").map(String.init)
    }
}
