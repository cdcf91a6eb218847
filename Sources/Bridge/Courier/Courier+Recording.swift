internal import BoardCRM
internal import Outbox
internal import Synchronization
internal import Telemetry

extension Courier {
    /// Puts on record what ended, soon and together with what else ends.
    /// - Parameter isLast: nothing else is under way.
    func record(_ ended: [Ended], isLast: Bool) {
        guard !ended.isEmpty else { return }
        follow(diary.withLock { $0.add(ended, isLast: isLast || isStopping) })
    }

    /// The store is about to be asked for something: what ended goes along.
    func takeAlong() { follow(diary.withLock { $0.goAlong() }) }

    private func follow(_ step: Diary.Step) {
        switch step {
        case .nothing: return
        case .wait:
            Task {
                try? await Task.sleep(for: Diary.pause)
                follow(diary.withLock { $0.waited() })
            }
        case .store(let ended):
            store.record(ended.map { AttemptEnd($0.attempt, of: $0.job.claim, then: $0.transition) }) { errors in
                Task { self.recorded(ended, errors) }
            }
        }
    }

    private func recorded(_ ended: [Ended], _ errors: [StoreError?]) {
        follow(diary.withLock { $0.stored() })
        var stored: [Ended] = []
        for (ended, error) in zip(ended, errors) {
            if let error {
                Task { settle(ended, isOnRecord: await record(ended, after: error)) }
            } else {
                stored.append(ended)
            }
        }
        note(stored)
        settle(stored.map { ($0, true) })
    }

    private func settle(_ ended: Ended, isOnRecord: Bool) {
        if isOnRecord { note([ended]) }
        settle([(ended, isOnRecord)])
    }

    private func settle(_ all: [(ended: Ended, isOnRecord: Bool)]) {
        let wasFull = desk.withLock { desk in
            defer {
                for (ended, isOnRecord) in all {
                    let isSettled = isOnRecord && ended.transition.state != .pending
                    desk.recorded(
                        ended.job.claim.id, settled: isSettled ? ended.job.claim.form : nil,
                        endedAt: ended.attempt.endedAt, at: .now)
                }
            }
            return desk.isFull
        }
        // What is due again may be due at once.
        if wasFull || isStopping || all.contains(where: { $0.ended.transition.state == .pending }) { bell.ring() }
    }

    /// What the CRM did must not be forgotten: a store that cannot write now is asked until it can, or until the process ends, and then
    /// the attempt counts as interrupted. Returns whether it stands on record.
    private func record(_ ended: Ended, after first: StoreError) async -> Bool {
        var error = first
        var triesAtTheEnd = 0
        while true {
            log.line(.error, "attempt not recorded") { line in
                line.add("id", ended.job.claim.id.description)
                line.add("outcome", ended.attempt.outcome.rawValue)
                line.add("reason", error.description)
            }
            if error.code == .claimLost || error.code == .closed { return false }
            // A service that is told to stop still waits a while for a store that is merely busy.
            if isStopping { triesAtTheEnd += 1 }
            if triesAtTheEnd > Self.triesAtTheEnd { return false }
            try? await Task.sleep(for: Self.storePause)
            do throws(StoreError) {
                try await store.record(ended.attempt, of: ended.job.claim, then: ended.transition)
                return true
            } catch let again {
                error = again
            }
        }
    }

    /// A line for each in the log, written together.
    private func note(_ all: [Ended]) {
        var lines = LogBuffer(log)
        for ended in all { ended.tell(in: &lines, at: Timestamp.now.milliseconds) }
        lines.flush()
        for ended in all {
            switch ended.transition.state {
            case .held: tell(.held(form: ended.job.claim.form))
            case .failed: tell(.failed(form: ended.job.claim.form))
            default: break
            }
        }
    }
}

extension Ended {
    private static let id = LogKey("id")
    private static let form = LogKey("form")
    private static let number = LogKey("attempt")
    private static let outcome = LogKey("outcome")
    private static let state = LogKey("state")
    private static let delivered = LogStretch(.event(LogEvent(.info, "attempt ended")), .word(id))
    private static let tried = LogStretch(.event(LogEvent(.warning, "attempt ended")), .word(id))
    private static let stopped = LogStretch(.event(LogEvent(.error, "attempt ended")), .word(id))
    private static let endOfID = LogStretch(.endOfWord)

    fileprivate func tell(in lines: inout LogBuffer, at milliseconds: Int64) {
        let (level, beginning) =
            switch transition.state {
            case .delivered: (LogLevel.info, Self.delivered)
            case .pending: (LogLevel.warning, Self.tried)
            default: (LogLevel.error, Self.stopped)
            }
        lines.line(level, beginning, at: milliseconds) { line in
            line.add(word: job.claim.id.append)
            line.add(Self.endOfID)
            line.add(Self.form, job.claim.form)
            line.add(Self.number, job.claim.number)
            line.add(Self.outcome, attempt.outcome.rawValue)
            line.add(Self.state, transition.state.rawValue)
            if case .delivered(let dealID, _) = transition, let dealID { line.add("deal_id", Int(dealID)) }
            let (seconds, attoseconds) = duration.components
            line.add("ms", microseconds: Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        }
    }
}
