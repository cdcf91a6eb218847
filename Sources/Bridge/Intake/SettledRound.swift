internal import Listener
internal import Outbox
internal import Telemetry

/// A round's posts when the store has committed them, or could not: answered on their loop's thread, with a line in the log for each.
struct SettledRound: AnsweredRound {
    let receipts: [Receipt]
    let result: Result<[Appended], StoreError>

    private static let stored = LogEvent(.info, "submission stored")
    private static let repeated = LogEvent(.info, "submission repeated")
    private static let requestID = LogKey("request_id")
    private static let form = LogKey("form")
    private static let id = LogKey("id")
    private static let state = LogKey("state")
    private static let duration = LogKey("ms")

    /// Whether anything new is in the store.
    var storedAny: Bool {
        guard case .success(let appended) = result else { return false }
        return appended.contains { if case .stored = $0 { true } else { false } }
    }

    func answer(_ deliver: (Exchange, Response) -> Void, telling lines: inout LogBuffer) {
        let now = WallClock.milliseconds()
        for (index, receipt) in receipts.enumerated() {
            switch result {
            case .success(let appended):
                switch appended[index] {
                case .stored:
                    deliver(receipt.exchange, receipt.response(repeating: nil))
                    note(receipt, Self.stored, now, nil, in: &lines)
                case .duplicate(let first):
                    deliver(receipt.exchange, receipt.response(repeating: first))
                    note(receipt, Self.repeated, now, first, in: &lines)
                case .idTaken:
                    deliver(receipt.exchange, receipt.unavailable())
                    noteFailure(receipt, "its id is taken", in: &lines)
                }
            case .failure(let error):
                deliver(receipt.exchange, receipt.unavailable())
                noteFailure(receipt, error.description, in: &lines)
            }
        }
    }

    private func note(
        _ receipt: Receipt, _ event: LogEvent, _ now: Int64, _ first: SubmissionID?, in lines: inout LogBuffer
    ) {
        lines.line(event, at: now) { line in
            line.add(Self.requestID) { receipt.requestID.append(to: &$0) }
            line.add(Self.form, receipt.form.settings.name)
            line.add(Self.id) { (first ?? receipt.id).append(to: &$0) }
            line.add(Self.state, receipt.state.rawValue)
            line.add(Self.duration, Int(now - receipt.receivedAt))
        }
    }

    private func noteFailure(_ receipt: Receipt, _ reason: String, in lines: inout LogBuffer) {
        lines.line(.error, "submission not stored") { line in
            line.add("request_id", receipt.requestID.description)
            line.add("form", receipt.form.settings.name)
            line.add("reason", reason)
        }
    }
}
