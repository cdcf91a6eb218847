import Outbox

/// The keys under `retention`.
enum RetentionKeys {
    static let byState: [(SubmissionState, Key<RetentionAge>)] = [
        (.delivered, Key("delivered", .retention, "after it was delivered, 1m to 3650d or never")),
        (.spam, Key("spam", .retention, "after it came, 1m to 3650d or never")),
        (.discarded, Key("discarded", .retention, "after a person put it aside, 1m to 3650d or never")),
    ]

    static let shape = Shape("delivered, spam and discarded with a time each", byState.map(\.1))
}
