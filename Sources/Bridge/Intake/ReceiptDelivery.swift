internal import Listener
internal import Outbox
internal import Telemetry

/// Answers a round's posts when the store has committed them, or could not: on the store's thread, in one message to the loop.
struct ReceiptDelivery: Sendable {
    let receipts: [Receipt]
    let mailbox: LoopMailbox
    let log: Log
    let stored: @Sendable () -> Void

    func settle(_ result: Result<[Appended], StoreError>) {
        let now = WallClock.milliseconds()
        var answers: [(Exchange, Response)] = []
        answers.reserveCapacity(receipts.count)
        var lines = LogBuffer(log)
        var anyStored = false
        for (index, receipt) in receipts.enumerated() {
            switch result {
            case .success(let appended):
                switch appended[index] {
                case .stored:
                    anyStored = true
                    answers.append((receipt.exchange, receipt.response(repeating: nil)))
                    note(receipt, "submission stored", now, nil, in: &lines)
                case .duplicate(let first):
                    answers.append((receipt.exchange, receipt.response(repeating: first)))
                    note(receipt, "submission repeated", now, first, in: &lines)
                case .idTaken:
                    answers.append((receipt.exchange, receipt.unavailable()))
                    noteFailure(receipt, "its id is taken", in: &lines)
                }
            case .failure(let error):
                answers.append((receipt.exchange, receipt.unavailable()))
                noteFailure(receipt, error.description, in: &lines)
            }
        }
        mailbox.deliver(answers)
        lines.flush()
        if anyStored { stored() }
    }

    private func note(
        _ receipt: Receipt, _ event: StaticString, _ now: Int64, _ first: SubmissionID?, in lines: inout LogBuffer
    ) {
        lines.line(.info, event, at: now) { line in
            line.add("request_id", receipt.requestID)
            line.add("form", receipt.form.settings.name)
            line.add("id", (first ?? receipt.id).description)
            line.add("state", receipt.state.rawValue)
            line.add("ms", Int(max(0, now - receipt.receivedAt)))
        }
    }

    private func noteFailure(_ receipt: Receipt, _ reason: String, in lines: inout LogBuffer) {
        lines.line(.error, "submission not stored") { line in
            line.add("request_id", receipt.requestID)
            line.add("form", receipt.form.settings.name)
            line.add("reason", reason)
        }
    }
}
