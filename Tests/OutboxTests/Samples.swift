import Outbox

/// A submission for tests, by a small number: the higher, the later.
func sample(
    _ number: Int, form: String = "contact", state: SubmissionState = .pending, at moment: Int64? = nil,
    content: String = "name=Ada+Lovelace", deal: String? = #"{"column_id":1}"#, repeatKey: String? = nil
) -> NewSubmission {
    NewSubmission(
        id: id(number), form: form, state: state, receivedAt: Timestamp(milliseconds: moment ?? Int64(number)),
        requestID: "request-\(number)", contentType: "application/x-www-form-urlencoded",
        headers: Array(#"{"user-agent":"curl"}"#.utf8), query: Array("utm=1".utf8), clientAddress: "192.0.2.7",
        content: Array(content.utf8), deal: deal.map { Array($0.utf8) }, reason: state == .pending ? nil : "for a test",
        repeatKey: repeatKey.map { Array("\(form)\0\($0)".utf8) })
}

/// The id of the sample with this number; `low` tells apart ids whose first halves are equal.
func id(_ number: Int, low: UInt64 = 1) -> SubmissionID {
    guard let id = SubmissionID(high: UInt64(number) << 16 | 0x7000, low: 1 << 63 | low) else {
        preconditionFailure("a sample's id is no UUID of version 7")
    }
    return id
}

/// A moment by its milliseconds.
func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

extension Claim {
    /// This claim's attempt, ended one second after it began.
    func ended(_ outcome: AttemptOutcome, _ detail: String? = nil) -> Attempt {
        Attempt(
            number: number, startedAt: startedAt, endedAt: startedAt + .seconds(1), outcome: outcome, detail: detail)
    }
}
