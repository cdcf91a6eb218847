internal import Bridge
internal import Configuration
internal import Files
internal import Outbox

extension SubmissionsCommand {
    static func erase(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(options: ["--config", "--email", "--phone", "--id"], flags: ["--dry-run", "--yes", "--json"]))
        let erasure = try Erasure(arguments)
        let configuration = try ConfigurationFolder.keepingStore(arguments).configuration
        let folder = FileFolders.path(ofStore: StoreFile.path(configuration))
        return try await withStore(configuration) { store in
            let began = Timestamp.now
            var found = try await erasure.find(in: store, since: nil)
            var recorded = try await erasure.recorded(in: store)
            // Where nobody looks before they go, no number of theirs is left in a script's log.
            let isShown = arguments.has("--dry-run") || !arguments.has("--yes")
            for one in found { Terminal.out(isShown ? one.line : SubmissionText.plainLine(one.summary)) }
            for post in recorded { Terminal.out(RecordText.plainLine(post)) }
            if found.isEmpty, recorded.isEmpty { Terminal.error("nothing of this person is here") }
            if arguments.has("--dry-run") {
                Terminal.error(
                    "\(found.count) would be erased"
                        + (recorded.isEmpty ? "" : ", and \(recorded.count) recorded posts"))
                return .good
            }
            guard
                try found.isEmpty && recorded.isEmpty
                    || Confirmation.ask("\(counted(found.map(\.summary))) will be removed for good.", arguments)
            else { return .failed }
            var erased = Erased()
            var posts = 0
            repeat {
                posts += try await store.eraseRecorded(recorded.map(\.requestID))
                recorded = try await erasure.recorded(in: store)
                try await erasure.erase(found.map(\.summary), from: store, folder: folder, into: &erased)
                // What came while this one was looking.
                found = try await erasure.find(in: store, since: began)
            } while !(found.isEmpty && recorded.isEmpty) && erased.underWay.isEmpty
            let isClear = try await erasure.clear(store)
            Terminal.error(
                """
                removed: \(erased.submissions.count) submissions, \(erased.attempts) attempts, \
                \(erased.interventions) notes, \(erased.repeats) marks of repeats, \(erased.contentSize) bytes of content, \(erased.files) files
                """ + (posts == 0 ? "" : ", \(posts) recorded posts"))
            for id in erased.underWay { Terminal.error("\(id): is being delivered, and is still here: say this again") }
            if !isClear {
                Terminal.error(
                    "the log could not be emptied: another process has been reading for long; say this again")
            }
            Terminal.error("not looked at: backups, files put aside, the CRM's own data")
            return erased.underWay.isEmpty && isClear ? .good : .failed
        }
    }
}

/// The removal of a person.
struct Erasure: Sendable {
    private let sought: [Sought]
    private let ids: [SubmissionID]

    /// Who is meant.
    init(_ arguments: Arguments) throws(UsageError) {
        var sought: [Sought] = []
        for address in arguments.all("--email") {
            guard address.contains("@"), address.utf8.count >= 3 else {
                throw UsageError("--email takes a whole address, such as ada@example.com")
            }
            sought.append(.email(address))
        }
        for number in arguments.all("--phone") {
            guard let phone = Sought(phone: number) else {
                throw UsageError("--phone takes a number of at least \(Sought.leastDigits) digits")
            }
            sought.append(phone)
        }
        ids = try arguments.list("--id").map { text throws(UsageError) in try SubmissionsCommand.id(text) }
        self.sought = sought
        if sought.isEmpty, ids.isEmpty { throw UsageError("say who: --email, --phone or --id") }
    }

    /// A submission that the person is found in.
    struct Found: Sendable {
        let summary: SubmissionSummary
        /// Telephone numbers that were taken for the person's, as they are written: another country's may have the same digits.
        var numbers: [String] = []

        /// For a person, who is to see what would go.
        var line: String {
            let seen = numbers.prefix(3).map { Terminal.visible($0) }.joined(separator: ", ")
            return SubmissionText.plainLine(summary) + (seen.isEmpty ? "" : "  \(seen)")
        }
    }

    /// Where the person is found.
    func find(in store: any KeptStore, since: Timestamp?) async throws -> [Found] {
        var found: [Found] = []
        for id in ids {
            if let submission = try await store.submission(id) { found.append(Found(summary: submission.summary)) }
        }
        guard !sought.isEmpty else { return found }
        var page = SubmissionFilter(since: since, limit: 500)
        while true {
            let some = try await store.whole(page, bytes: 8 << 20, holding: seeksNumbers ? [] : sought)
            guard let last = some.last else { return found }
            for kept in some where !ids.contains(kept.submission.id) {
                if let one = self.found(in: kept) { found.append(one) }
            }
            page.before = last.submission.id
        }
    }

    private var seeksNumbers: Bool { sought.contains { if case .phone = $0 { true } else { false } } }

    /// A number is looked for as the visitor wrote it, and as the CRM is sent it, which is not how the deal is stored.
    private func found(in kept: KeptSubmission) -> Found? {
        guard seeksNumbers else { return Found(summary: kept.submission.summary) }
        var text = SearchedText(kept)
        if let deal = kept.submission.deal { text.add(json: Array(SubmissionText.sent(deal).utf8)) }
        guard sought.contains(where: { $0.isFound(in: text) }) else { return nil }
        return Found(summary: kept.submission.summary, numbers: sought.flatMap { $0.numbers(in: text) })
    }

    /// Where the person is found among the posts that forms record.
    func recorded(in store: any KeptStore) async throws -> [RecordedPost] {
        guard !sought.isEmpty else { return [] }
        return try await store.recordedPosts(of: nil).filter { post in
            let text = SearchedText(post)
            return sought.contains { $0.isFound(in: text) }
        }
    }

    /// Removes them; one that is being delivered is waited for, a minute at most.
    func erase(
        _ found: [SubmissionSummary], from store: any KeptStore, folder: String, into erased: inout Erased
    ) async throws {
        var waiting = found.map(\.id)
        for attempt in 0... {
            var underWay: [SubmissionID] = []
            for start in stride(from: 0, to: waiting.count, by: Self.erasedTogether) {
                let ids = Array(waiting[start..<min(start + Self.erasedTogether, waiting.count)])
                var keys: [String] = []
                for id in ids { keys += try await store.submission(id)?.files.compactMap(\.key) ?? [] }
                let some = try await store.erase(ids)
                // A file that another submission of the same post has, stays for that one.
                let known = try await store.knownFiles(among: keys)
                let gone = Set(keys).subtracting(known)
                FileFolders.remove(gone, from: folder)
                erased.files += gone.count
                erased.submissions += some.submissions
                erased.attempts += some.attempts
                erased.interventions += some.interventions
                erased.repeats += some.repeats
                erased.contentSize += some.contentSize
                underWay += some.underWay
            }
            waiting = underWay
            guard !waiting.isEmpty, attempt < Self.tries else { break }
            try await Task.sleep(for: .seconds(1))
        }
        erased.underWay = waiting
    }

    /// Empties the log; whoever reads is waited for, a minute at most.
    func clear(_ store: any KeptStore) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(Self.tries)
        repeat {
            if try await store.clearHistory() { return true }
        } while ContinuousClock.now < end
        return false
    }

    private static let erasedTogether = 100
    private static let tries = 60
}
