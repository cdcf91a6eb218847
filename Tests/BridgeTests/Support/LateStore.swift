import Foundation
import Outbox

/// An in-memory store that answers appends later and from another thread, as one with a disk does.
final class LateStore: SubmissionStore {
    private let inner = InMemoryStore()

    func append(_ batch: [NewSubmission], whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void) {
        Thread { [inner] in inner.append(batch, whenDone: whenDone) }.start()
    }

    func claim(_ request: ClaimRequest) async throws(StoreError) -> [Claim] {
        try await inner.claim(request)
    }
    func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) async throws(StoreError) {
        try await inner.record(attempt, of: claim, then: transition)
    }
    func giveBack(_ claims: [Claim], at moment: Timestamp) async throws(StoreError) {
        try await inner.giveBack(claims, at: moment)
    }
    func endLeases(at moment: Timestamp, exceptOf owner: Int64) async throws(StoreError) -> Int {
        try await inner.endLeases(at: moment, exceptOf: owner)
    }
    func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) async throws(StoreError) -> Int {
        try await inner.endWaits(changedAfter: limit, at: moment)
    }
    func uncertain() async throws(StoreError) -> [UncertainSubmission] { try await inner.uncertain() }
    func knownLeads(among ids: Set<Int64>) async throws(StoreError) -> Set<Int64> {
        try await inner.knownLeads(among: ids)
    }
    func nextDue(of forms: FormSelection) async throws(StoreError) -> Timestamp? { try await inner.nextDue(of: forms) }
    func submission(_ id: SubmissionID) async throws(StoreError) -> Submission? { try await inner.submission(id) }
    func list(_ filter: SubmissionFilter) async throws(StoreError) -> [SubmissionSummary] {
        try await inner.list(filter)
    }
    func attempts(of id: SubmissionID) async throws(StoreError) -> [Attempt] { try await inner.attempts(of: id) }
    func counts(form: String?) async throws(StoreError) -> SubmissionCounts { try await inner.counts(form: form) }
    func retry(_ ids: [SubmissionID], at moment: Timestamp) async throws(StoreError) -> [SubmissionID] {
        try await inner.retry(ids, at: moment)
    }
    func survey() async throws(StoreError) -> Survey { try await inner.survey() }
    func latestID() async throws(StoreError) -> SubmissionID? { try await inner.latestID() }
    func keep(_ note: String, as name: String) async throws(StoreError) { try await inner.keep(note, as: name) }
    func note(_ name: String) async throws(StoreError) -> String? { try await inner.note(name) }
    func isReady() async -> Bool { await inner.isReady() }
    func close() async { await inner.close() }
}
