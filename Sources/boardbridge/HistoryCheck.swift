internal import Bridge
internal import Configuration
internal import Outbox
internal import OutboxSQLite
internal import Trying

/// `boardbridge check --history N [FORM]`: what today's files would make of the last submissions that are stored.
enum HistoryCheck {
    static let help = """
          --history N     map the last N submissions of each form (or of FORM) by these files, and show what would change against
                          what was made of them when they came; what visitors wrote is masked. Nothing is stored or sent. Posts
                          that were refused are not in the store. A cookie or a header that was not kept is not there any more.
        """

    static func run(
        _ count: Int, _ loading: Configuration.Loading, form name: String?, json: Bool
    ) async throws -> ExitStatus {
        guard let configuration = loading.configuration else { return .wrongConfiguration }
        let names = configuration.forms.map(\.name)
        if let name, !names.contains(name) { throw UsageError.unknown("form", name, known: names) }
        let store = try await Service.openStore(configuration.service.store, as: .tool)
        do {
            var isFirst = true
            for form in configuration.forms where name.map({ $0 == form.name }) ?? true {
                let text = String(decoding: loading.files["forms/\(form.name).yaml"] ?? [], as: UTF8.self)
                var history = History(of: form, text: text, limits: configuration.service.limits)
                for summary in try await store.list(SubmissionFilter(form: form.name, limit: count)) {
                    // One at a time: a history of 500 may hold 500 MiB.
                    if let submission = try await store.submission(summary.id) { history.add(submission) }
                }
                if !json, !isFirst { Terminal.out("") }
                isFirst = false
                Terminal.out(json ? history.json : history.text(visible: Terminal.visible))
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
        return .good
    }
}
