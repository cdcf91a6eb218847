internal import Outbox
internal import Trying
internal import Wire

/// How it is shown what was fetched for a submission, and each try to.
enum FetchText {
    /// Empty where nothing had to be.
    static func section(_ kept: KeptSubmission) -> String {
        var page: String
        switch kept.submission.fetched {
        case .nothing: return ""
        case .awaited(let moment):
            page =
                "\n\nfetched: nothing yet; "
                + (moment.map { "the next try is due \($0)" } ?? "`retry` has it tried again")
        case .answer(let json): page = SubmissionText.section("fetched", json.compactJSON, isJSON: true)
        }
        page += "\n\ntries to fetch: \(kept.fetches.isEmpty ? "none" : "")"
        for attempt in kept.fetches {
            let milliseconds = attempt.endedAt.milliseconds - attempt.startedAt.milliseconds
            let outcome = SubmissionText.pad(attempt.outcome.rawValue, 11)
            page += "\n  \(attempt.number)  \(attempt.startedAt)  \(outcome)  \(milliseconds) ms"
            if let detail = attempt.detail { page += "  " + Terminal.visible(detail) }
        }
        return page
    }

    /// `fetches`, where something had to be fetched.
    static func append(_ kept: KeptSubmission, to writer: inout JSONWriter) {
        guard kept.submission.fetched != .nothing else { return }
        if case .awaited(let moment?) = kept.submission.fetched {
            writer.key("fetch_due_at")
            writer.string(moment.description)
        }
        writer.key("fetches")
        writer.beginArray()
        for attempt in kept.fetches {
            writer.attempt(
                attempt.number, from: attempt.startedAt, to: attempt.endedAt, outcome: attempt.outcome.rawValue,
                detail: attempt.detail)
        }
        writer.endArray()
    }
}

extension [UInt8] {
    /// The same JSON without blanks, before it is laid out.
    var compactJSON: [UInt8] { Array(JSONLayout.compact(String(decoding: self, as: UTF8.self)).utf8) }
}
