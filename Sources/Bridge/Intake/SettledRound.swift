internal import Files
internal import Listener
internal import Outbox
internal import Spam
internal import Telemetry

/// A round's posts when the store has committed them, or could not: answered on their loop's thread, with a line in the log for each.
struct SettledRound: AnsweredRound {
    let receipts: [Receipt]
    let result: Result<[Appended], StoreError>

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

    func answer(
        _ deliver: (Exchange, Response) -> Void,
        ready: (Exchange, ReadyAnswer, _ high: UInt64, _ low: UInt64) -> Void, telling lines: inout LogBuffer
    ) {
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
            let told = first ?? id
            let answer = Receipt.answer(state, isRepeat: first != nil)
            ready(receipts[index].exchange, answer, told.high, told.low)
            note(
                receipts[index].requestID, receipts[index].form, told, state, isRepeat: first != nil,
                receipts[index].receivedAt, now, in: &lines)
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
                receipt.requestID, receipt.form, results.first?.original ?? receipt.id, receipt.state,
                isRepeat: results.first?.original != nil, receipt.receivedAt, now, in: &lines)
        }
        for (part, result) in zip(parts, results) {
            note(
                receipt.requestID, receipt.form, result.original ?? part.id, part.state,
                isRepeat: result.original != nil, receipt.receivedAt, now, in: &lines)
        }
    }

    private func note(
        _ requestID: RequestID, _ form: IntakeForm, _ id: SubmissionID, _ state: SubmissionState, isRepeat: Bool,
        _ receivedAt: Int64, _ now: Int64, in lines: inout LogBuffer
    ) {
        lines.line(form.storedLines.line(state, isRepeat: isRepeat), at: now, number: Int(now - receivedAt)) {
            text, first, second in
            requestID.write(over: &text, at: first)
            id.write(over: &text, at: second)
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
