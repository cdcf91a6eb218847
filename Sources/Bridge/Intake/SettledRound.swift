internal import Files
internal import Listener
internal import Outbox
internal import Spam
internal import Telemetry

/// A round's posts when the store has committed them, or could not: answered on their loop's thread, with a line in the log for each.
struct SettledRound: AnsweredRound {
    let receipts: [Receipt]
    let result: Result<[Appended], StoreError>

    private static let requestID = LogKey("request_id")
    private static let stored = LogStretch(.event(LogEvent(.info, "submission stored")), .word(requestID))
    private static let repeated = LogStretch(.event(LogEvent(.info, "submission repeated")), .word(requestID))
    private static let ignored = LogStretch(.event(LogEvent(.info, "submission ignored")), .word(requestID))
    private static let state = LogKey("state")
    /// The state of nearly all, and what follows it.
    private static let pending = LogStretch(
        .endOfWord, .field(LogField("state", SubmissionState.pending.rawValue)), .number(LogKey("ms")))
    private static let endOfID = LogStretch(.endOfWord)
    private static let duration = LogStretch(.number(LogKey("ms")))

    /// Whether anything new is in the store.
    var storedAny: Bool {
        guard case .success(let appended) = result else { return false }
        return appended.contains { if case .stored = $0 { true } else { false } }
    }

    /// Whether something is in the store that waits for what was only announced.
    var awaitsFetch: Bool {
        guard case .success = result else { return false }
        return receipts.contains { $0.form.awaitsFetch }
    }

    /// What an opinion used up is free again where nothing was stored, and its captcha's server is asked where something was.
    func settleSpam(_ shared: Intake.Shared) {
        var asks = false
        for case let opinion? in receipts.lazy.map(\.opinion) {
            if case .failure = result { shared.spam.giveBack(opinion.marks) }
            if opinion.token != nil { asks = true }
        }
        if asks { shared.asks() }
    }

    /// Files stay where their submission is stored, and only there.
    private func settle(_ upload: Upload, _ results: ArraySlice<Appended>) {
        upload.settle(isStored: results.contains { if case .stored = $0 { true } else { false } })
    }

    func answer(_ deliver: (Exchange, Response) -> Void, telling lines: inout LogBuffer) {
        let now = WallClock.milliseconds()
        var next = 0
        // Read where they lie: a copy of a receipt counts up all that it holds.
        let receipts = receipts.span
        guard case .success(let appended) = result else {
            for index in receipts.indices { _ = settle(receipts[index], from: 0, now, in: &lines, deliver) }
            return
        }
        for index in receipts.indices {
            guard receipts[index].isPlain, receipts[index].upload == nil, appended[next] != .idTaken else {
                next += settle(receipts[index], from: next, now, in: &lines, deliver)
                continue
            }
            let (id, state, first) = (receipts[index].id, receipts[index].state, appended[next].original)
            deliver(receipts[index].exchange, Receipt.response(id, state, repeating: first))
            note(
                receipts[index].requestID, receipts[index].form, id, state, first, receipts[index].receivedAt, now,
                in: &lines)
            next += 1
        }
    }

    /// Answers one; returns how many results it took.
    private func settle(
        _ receipt: borrowing Receipt, from next: Int, _ now: Int64, in lines: inout LogBuffer,
        _ deliver: (Exchange, Response) -> Void
    ) -> Int {
        let count = receipt.count
        switch result {
        case .success(let appended):
            let results = appended[next..<next + count]
            if let upload = receipt.upload { settle(upload, results) }
            settle(receipt, results, now, in: &lines, deliver)
        case .failure(let error):
            if let upload = receipt.upload { settle(upload, []) }
            deliver(receipt.exchange, receipt.unavailable())
            noteFailure(receipt, error.description, in: &lines)
        }
        return count
    }

    private func settle(
        _ receipt: borrowing Receipt, _ results: ArraySlice<Appended>, _ now: Int64, in lines: inout LogBuffer,
        _ deliver: (Exchange, Response) -> Void
    ) {
        if results.contains(.idTaken) {
            deliver(receipt.exchange, receipt.unavailable())
            return noteFailure(receipt, "its id is taken", in: &lines)
        }
        deliver(receipt.exchange, receipt.response(results))
        guard let parts = receipt.parts else {
            return note(
                receipt.requestID, receipt.form, receipt.id, receipt.state, results.first?.original, receipt.receivedAt,
                now, in: &lines)
        }
        for (part, result) in zip(parts, results) {
            note(
                receipt.requestID, receipt.form, part.id, part.state, result.original, receipt.receivedAt, now,
                in: &lines)
        }
    }

    private func note(
        _ requestID: RequestID, _ form: IntakeForm, _ id: SubmissionID, _ state: SubmissionState,
        _ first: SubmissionID?, _ receivedAt: Int64, _ now: Int64, in lines: inout LogBuffer
    ) {
        let event = first != nil ? Self.repeated : state == .discarded ? Self.ignored : Self.stored
        lines.line(.info, event, at: now) { line in
            line.add { requestID.append(to: &$0) }
            line.add(form.logStretch)
            line.add { (first ?? id).append(to: &$0) }
            if state == .pending {
                line.add(Self.pending)
            } else {
                line.add(Self.endOfID)
                line.add(Self.state, state.rawValue)
                line.add(Self.duration)
            }
            line.add(number: Int(now - receivedAt))
        }
    }

    private func noteFailure(_ receipt: borrowing Receipt, _ reason: String, in lines: inout LogBuffer) {
        lines.line(.error, "submission not stored") { line in
            line.add("request_id", receipt.requestID.description)
            line.add("form", receipt.form.settings.name)
            line.add("reason", reason)
        }
    }
}
