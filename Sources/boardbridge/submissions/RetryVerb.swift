internal import Outbox

extension SubmissionsCommand {
    /// How many are changed in one transaction: the service waits for it.
    static let changedTogether = 500

    static func retry(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(
                options: Selection.options, flags: ["--all", "--yes", "--may-repeat"], words: 0...10_000,
                wordNames: "ID…"))
        let mayRepeat = arguments.has("--may-repeat")
        let selection = try Selection(changing: arguments, standard: mayRepeat ? [.failed, .held] : [.failed])
        return try await withStore(arguments) { store in
            let found = try await selection.summaries(in: store)
            let chosen = try await HeldWord.leaveOut(found, of: store, arguments)
            if selection.named.isEmpty {
                guard !chosen.isEmpty else {
                    Terminal.error("nothing to retry")
                    return .good
                }
                guard try Confirmation.ask("\(counted(chosen)) will be sent.", arguments) else { return .failed }
            }
            let changed = try await inParts(chosen.map(\.id)) { ids in
                try await store.retry(ids, at: .now, by: Person.name)
            }
            for id in changed { Terminal.out(id.description) }
            Terminal.error("\(changed.count) made due")
            return tell(
                selection.named, changed,
                "nothing to retry: it is not there, delivered, under way, held, or has no deal yet (then: remap, or edit)"
            )
        }
    }

    static func release(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(options: Selection.options, flags: ["--all", "--yes"], words: 0...10_000, wordNames: "ID…"))
        let selection = try Selection(changing: arguments, standard: [.spam])
        return try await withStore(arguments) { store in
            let found = try await selection.summaries(in: store).filter { $0.state == .spam }
            if selection.named.isEmpty {
                guard !found.isEmpty else {
                    Terminal.error("nothing to release")
                    return .good
                }
                guard try Confirmation.ask("\(counted(found)) will be sent.", arguments) else { return .failed }
            }
            let changed = try await inParts(found.map(\.id)) { ids in
                try await store.release(ids, at: .now, by: Person.name)
            }
            for id in changed { Terminal.out(id.description) }
            Terminal.error("\(changed.count) released")
            return tell(selection.named, changed, "nothing to release: it is not there, or not spam")
        }
    }

    static func discard(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(options: Selection.options, flags: ["--all", "--yes"], words: 0...10_000, wordNames: "ID…"))
        let selection = try Selection(changing: arguments, standard: SubmissionState.needingAPerson)
        return try await withStore(arguments) { store in
            let found = try await selection.summaries(in: store)
            if selection.named.isEmpty {
                guard !found.isEmpty else {
                    Terminal.error("nothing to discard")
                    return .good
                }
                guard try Confirmation.ask("\(counted(found)) will be put aside.", arguments) else { return .failed }
            }
            let changed = try await inParts(found.map(\.id)) { ids in
                try await store.discard(ids, at: .now, by: Person.name)
            }
            for id in changed { Terminal.out(id.description) }
            Terminal.error("\(changed.count) discarded")
            return tell(
                selection.named, changed, "nothing to discard: it is not there, delivered, discarded, or under way")
        }
    }

    static func inParts<Element: Sendable>(
        _ all: [Element], _ apply: ([Element]) async throws -> [SubmissionID]
    ) async throws -> [SubmissionID] {
        var changed: [SubmissionID] = []
        for start in stride(from: 0, to: all.count, by: changedTogether) {
            changed += try await apply(Array(all[start..<min(start + changedTogether, all.count)]))
        }
        return changed
    }

    /// Names those of the named ones that were left as they are.
    static func tell(_ named: [SubmissionID], _ changed: [SubmissionID], _ why: String) -> ExitStatus {
        let missed = named.filter { !Set(changed).contains($0) }
        for id in missed { Terminal.error("\(id): \(why)") }
        return missed.isEmpty ? .good : .failed
    }

    /// `3 submissions (2 failed, 1 held)`
    static func counted(_ found: [SubmissionSummary]) -> String {
        let counts = found.reduce(into: SubmissionCounts()) { $0[$1.state] += 1 }
        let parts = SubmissionState.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        return "\(found.count) submission\(found.count == 1 ? "" : "s") (\(parts.joined(separator: ", ")))"
    }
}
