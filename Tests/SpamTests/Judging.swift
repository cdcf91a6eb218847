import BoardCRM
import Testing
import Wire

@testable import Spam

/// 2026-11-25, in milliseconds.
let now: Int64 = 1_795_000_000_000

/// A judge of the contact form, and what it shares with others.
struct Bench {
    let judge: SpamJudge
    let memory: SpamMemory

    init(form: String = "contact", memory: SpamMemory = SpamMemory(capacity: 64), _ set: (inout SpamSettings) -> Void) {
        var settings = SpamSettings()
        set(&settings)
        judge = SpamJudge(settings, form: form)
        self.memory = memory
    }

    func judge(_ fields: KeyValuePairs<String, String>, at moment: Int64 = now) -> SpamOpinion {
        judge.judge(.fields(FormFields(fields)), at: moment, memory)
    }

    func judge(json: String, at moment: Int64 = now) throws -> SpamOpinion {
        judge.judge(.json(try JSONDocument.parse(Array(json.utf8))), at: moment, memory)
    }

    /// A token as the page gets it.
    func token(at moment: Int64 = now) throws -> String {
        let answer = try JSONDocument.parse(judge.token(at: moment, memory))
        return try #require(answer.root["token"]?.string)
    }
}

extension SpamOpinion {
    /// What was found, without what only tells that all is well.
    var findings: [SpamFinding] { verdict.reasons.filter { $0.finding != .passed }.map(\.finding) }
}
