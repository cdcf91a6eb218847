internal import BoardCRM
internal import Files
internal import Mapping
internal import Outbox
internal import Spam
internal import Wire

/// How submissions are shown: a line or a page for a person, JSON for a script.
enum SubmissionText {
    /// `2026-03-01T09:30:00.250Z  failed  contact  019…  the CRM refused it`
    static func line(_ summary: SubmissionSummary, _ verdict: SpamRecord? = nil) -> String {
        var line = "\(summary.receivedAt)  \(pad(summary.state.rawValue, 9))  \(pad(summary.form, 12))  \(summary.id)"
        if let dealID = summary.dealID { line += "  deal \(dealID)" }
        // Of spam the reason says it.
        if let verdict, verdict.score > 0, summary.state != .spam { line += "  spam score \(verdict.score)" }
        if let reason = summary.reason { line += "  " + Terminal.visible(reason) }
        return line
    }

    /// The same without the reason, which may quote what was written.
    static func plainLine(_ summary: SubmissionSummary) -> String {
        "\(summary.receivedAt)  \(pad(summary.state.rawValue, 9))  \(pad(summary.form, 12))  \(summary.id)"
    }

    static func page(_ kept: KeptSubmission) -> String {
        let (submission, attempts) = (kept.submission, kept.attempts)
        var page = """
            id        \(submission.id)
            form      \(submission.form)
            state     \(submission.state.rawValue)
            received  \(submission.receivedAt) from \(Terminal.visible(submission.clientAddress)), request \(Terminal.visible(submission.requestID))
            """
        if submission.repeats > 0 { page += "\nrepeats   \(submission.repeats), which made no deal" }
        if let reason = submission.reason { page += "\nreason    \(Terminal.visible(reason))" }
        if let dueAt = submission.dueAt { page += "\ndue       \(dueAt)" }
        if let dealID = submission.dealID { page += "\ndeal      \(dealID)" }
        if let leadID = submission.leadID { page += "\nlead      \(leadID)" }
        if let verdict = kept.verdict { page += "\nspam      " + verdictText(verdict) }
        page += section("headers", submission.headers, isJSON: true)
        if !submission.query.isEmpty { page += section("query", submission.query) }
        page += content(submission)
        page += FetchText.section(kept)
        let files = submission.files.filter { !$0.name.isEmpty }
        if !files.isEmpty { page += "\n\nfiles:" }
        for file in files {
            page +=
                "\n  \(Terminal.visible(file.name))  \(FileSize.text(file.size))  \(Terminal.visible(file.type))  in "
            page += Terminal.visible(file.field)
            page += file.key.map { "  kept as \($0)" } ?? "  not kept"
        }
        if let problems = submission.problems { page += section("problems", problems, isJSON: true) }
        if let deal = submission.deal { page += section("deal", sent(deal), isJSON: true) }
        page += "\n\nattempts: \(attempts.isEmpty ? "none" : "")"
        for attempt in attempts {
            let milliseconds = attempt.endedAt.milliseconds - attempt.startedAt.milliseconds
            page +=
                "\n  \(attempt.number)  \(attempt.startedAt)  \(pad(attempt.outcome.rawValue, 11))  \(milliseconds) ms"
            if let detail = attempt.detail { page += "  " + Terminal.visible(detail) }
        }
        if !kept.interventions.isEmpty { page += "\n\nby hand:" }
        for deed in kept.interventions {
            let before = Terminal.visible(deed.before)
            page += "\n  \(deed.at)  \(pad(deed.kind.rawValue, 9))  by \(Terminal.visible(deed.person)), was \(before)"
        }
        return page
    }

    /// What came, so that a person can read it: a form's fields a line each, JSON laid out, anything else as it is. `--json` has the bytes.
    private static func content(_ submission: Submission) -> String {
        let title = "content, \(Terminal.visible(submission.contentType)), \(submission.contentSize) bytes"
        switch StoredPayload.read(submission) {
        case .json?: return section(title, submission.content, isJSON: true)
        case .fields(let form)?: return "\n\n\(title):" + lines(of: form)
        case nil: return section(title, submission.content)
        }
    }

    private static func lines(of form: FormFields) -> String {
        form.entries.map { entry in
            let name = Terminal.visible(form.name(of: entry))
            if let file = entry.file.map({ form.files[$0] }) {
                let size = file.filename.isEmpty ? "(no file)" : "(a file of \(FileSize.text(file.size)))"
                return "\n  \(name): \(Terminal.visible(file.filename)) \(size)"
            }
            let lines = form.value(of: entry).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            return "\n  \(name): " + lines.map { Terminal.visible(String($0)) }.joined(separator: "\n    ")
        }.joined()
    }

    /// `score 50: too many links (7)`, and what is open.
    private static func verdictText(_ verdict: SpamRecord) -> String {
        var words = SpamVerdict(json: verdict.reasons, threshold: .max).reasons.map { Terminal.visible($0.words) }
        if verdict.question != nil { words.append("the captcha's server is being asked") }
        let checks = SpamChecks(rawValue: verdict.checks).checks.map(\.rawValue).joined(separator: ", ")
        if words.isEmpty, !checks.isEmpty { words.append("nothing was found by \(checks)") }
        return "score \(verdict.score)" + (words.isEmpty ? "" : ": " + words.joined(separator: "; "))
    }

    static func json(_ summary: SubmissionSummary, _ verdict: SpamRecord? = nil) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        append(summary, to: &writer)
        append(verdict, to: &writer)
        writer.endObject()
        return writer.text
    }

    static func json(_ kept: KeptSubmission) -> String {
        let (submission, attempts) = (kept.submission, kept.attempts)
        var writer = JSONWriter()
        writer.beginObject()
        append(submission.summary, to: &writer)
        append(kept.verdict, to: &writer)
        for (key, value) in [
            ("request_id", submission.requestID), ("client_address", submission.clientAddress),
            ("content_type", submission.contentType), ("query", String(decoding: submission.query, as: UTF8.self)),
            ("content", String(decoding: submission.content, as: UTF8.self)),
        ] {
            writer.key(key)
            writer.string(value)
        }
        if submission.repeats > 0 {
            writer.key("repeats")
            writer.integer(Int64(submission.repeats))
        }
        if !submission.files.isEmpty { append(submission.files, to: &writer) }
        for (key, value) in [
            ("headers", submission.headers), ("problems", submission.problems ?? []),
            ("deal", submission.deal.map(sent) ?? []), ("fetched", submission.fetched.json ?? []),
        ] where !value.isEmpty {
            writer.key(key)
            writer.raw(value)
        }
        writer.key("attempts_made")
        writer.beginArray()
        for attempt in attempts { append(attempt, to: &writer) }
        writer.endArray()
        FetchText.append(kept, to: &writer)
        writer.key("by_hand")
        writer.beginArray()
        for deed in kept.interventions { append(deed, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.text
    }

    private static func append(_ summary: SubmissionSummary, to writer: inout JSONWriter) {
        for (key, value) in [
            ("id", summary.id.description), ("form", summary.form), ("state", summary.state.rawValue),
            ("received_at", summary.receivedAt.description), ("changed_at", summary.changedAt.description),
            ("due_at", summary.dueAt?.description), ("reason", summary.reason),
        ] {
            guard let value else { continue }
            writer.key(key)
            writer.string(value)
        }
        for (key, value) in [
            ("attempts", Int64(summary.attempts)), ("deal_id", summary.dealID), ("lead_id", summary.leadID),
            ("content_size", Int64(summary.contentSize)),
        ] {
            guard let value else { continue }
            writer.key(key)
            writer.integer(value)
        }
    }

    /// The files that have a name: an empty control of a page is none.
    private static func append(_ files: [StoredFile], to writer: inout JSONWriter) {
        writer.key("files")
        writer.beginArray()
        for file in files where !file.name.isEmpty {
            writer.beginObject()
            for (key, value) in [
                ("field", file.field), ("name", file.name), ("type", file.type), ("key", file.key),
                ("sha256", file.key.map { _ in hexadecimal(file.digest) }),
            ] {
                guard let value else { continue }
                writer.key(key)
                writer.string(value)
            }
            writer.key("size")
            writer.integer(Int64(file.size))
            writer.endObject()
        }
        writer.endArray()
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func append(_ verdict: SpamRecord?, to writer: inout JSONWriter) {
        guard let verdict else { return }
        writer.key("spam_score")
        writer.integer(verdict.score)
        writer.key("spam_reasons")
        writer.raw(verdict.reasons)
        writer.key("spam_checks")
        writer.beginArray()
        for check in SpamChecks(rawValue: verdict.checks).checks { writer.string(check.rawValue) }
        writer.endArray()
    }

    private static func append(_ attempt: Attempt, to writer: inout JSONWriter) {
        writer.attempt(
            attempt.number, from: attempt.startedAt, to: attempt.endedAt, outcome: attempt.outcome.rawValue,
            detail: attempt.detail)
    }

    private static func append(_ deed: Intervention, to writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in [
            ("at", deed.at.description), ("did", deed.kind.rawValue), ("person", deed.person), ("before", deed.before),
        ] {
            writer.key(key)
            writer.string(value)
        }
        writer.endObject()
    }

    /// A stored deal as the CRM is sent it, laid out for a person.
    static func deal(_ stored: [UInt8]) -> String { PrettyJSON.text(sent(stored)) }

    /// A stored deal as the CRM is sent it, in one line.
    static func sent(_ stored: [UInt8]) -> String { String(decoding: sent(stored), as: UTF8.self) }

    /// A stored deal as the CRM is sent it.
    private static func sent(_ stored: [UInt8]) -> [UInt8] {
        guard let deal = try? MappedDeal(encoded: stored).settled() else { return stored }
        var writer = JSONWriter()
        deal.append(to: &writer)
        return writer.bytes
    }

    static func section(_ title: String, _ bytes: [UInt8], isJSON: Bool = false) -> String {
        let text = isJSON ? PrettyJSON.text(bytes) : String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "\n  " + Terminal.visible(String($0))
        }
        return "\n\n\(title):" + lines.joined()
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
