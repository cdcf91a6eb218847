import Dispatch
import Outbox

/// What the store's thread does: all changes that wait in one transaction with one sync, then their answers, then the questions.
final class Writer {
    enum Job: Sendable {
        case change(Change)
        case question(Question<WriteSession>)
    }

    private let opening: Opening
    private let outstanding: OutstandingClaims
    private var lock: ServiceLock?
    private let heldFile: HeldFile
    /// SQLite has said that the file is damaged; looked into before it is used again.
    private var suspectsDamage = false
    private var session: WriteSession?
    private var answers: [Change.Answer] = []
    private var sleepers: [any Wakeable] = []
    private var checkpointer: Checkpointer?
    /// How long the log may be before the writer waits for it to be written back.
    private var pausingPages: Int
    /// How long the log was when it was last looked at.
    private var seenPages = 0
    /// How long it was when the thread was last asked to write it back.
    private var begunAt = 0

    /// Opens the store. In a service this is the first opening of its life: what is under way was left by a dead one.
    init(_ opening: Opening, _ outstanding: OutstandingClaims, _ heldFile: HeldFile) throws(StoreError) {
        self.opening = opening
        self.heldFile = heldFile
        self.outstanding = outstanding
        pausingPages = opening.log.pausingPages
        let configuration = opening.configuration
        guard configuration.role == .service else {
            lock = nil
            session = try WriteSession(opening)
            return
        }
        let lock = try ServiceLock(ofStore: configuration.path)
        let wasServed = lock.wasThere
        try lock.makeFile(configuration.path)
        self.lock = consume lock
        try heldFile.take(configuration.path)
        session = try firstSession(wasServed: wasServed)
        checkpointer = try Checkpointer(opening)
    }

    /// The first session of a service's life; where the file is a damaged store, of a new one.
    private func firstSession(wasServed: Bool) throws(StoreError) -> WriteSession {
        let configuration = opening.configuration
        do throws(StoreError) {
            if DamagedFile.isCutToNothing(configuration.path) {
                throw StoreError(.damaged, "the store \(configuration.path) is empty, and its log is not")
            }
            let session = try WriteSession(opening)
            try session.closeInterruptedAttempts(at: configuration.clock())
            return session
        } catch {
            guard error.code == .damaged else { throw error }
            guard DamagedFile.wasStore(configuration.path, wasServed: wasServed) else {
                throw StoreError(.notAStore, "\(error.detail); no service had it before: name another file in `store`")
            }
            try putAside(because: error.detail)
            return try WriteSession(opening)
        }
    }

    /// Puts the damaged file aside and makes a new one in its place. Never silently.
    private func putAside(because reason: String) throws(StoreError) {
        let path = opening.configuration.path
        let name = try DamagedFile.putAside(path, at: opening.configuration.clock())
        opening.configuration.alarm(
            "the store is damaged and was put aside as \(name); a new one is begun at \(path). "
                + "What was in the old one is not delivered: `boardbridge salvage \(name)` brings over what can be read of it. (\(reason))"
        )
        try lock?.makeFile(path)
        try heldFile.take(path)
    }

    /// After SQLite has said once that the file is damaged: asks it again of the whole file, twice, each time on a new connection. A bad read
    /// is no reason to begin a new store.
    private func lookIntoDamage() throws(StoreError) {
        guard suspectsDamage, lock != nil else { return }
        if let found = try findDamage(), try findDamage() != nil, DamagedFile.isThere(opening.configuration.path) {
            try putAside(because: found)
        }
        suspectsDamage = false
    }

    private func findDamage() throws(StoreError) -> String? {
        do throws(StoreError) {
            return try opening.reading().quickCheck()
        } catch {
            guard error.code == .damaged else { throw error }
            return error.detail
        }
    }

    /// Does what waits, until the inbox is closed and empty.
    func run(_ inbox: Inbox<Job>) {
        var jobs: [Job] = []
        while true {
            switch inbox.takeAll(&jobs, patience: patience) {
            case .some: break
            case .nothing: jobs.append(.change(sorting))
            case .closed: return closeDown()
            }
            commitChanges(in: jobs)
            askQuestions(in: jobs)
            careForLog()
        }
    }

    private func closeDown() {
        checkpointer?.close()
        session = nil
        // Before it is told that this thread has ended: whoever waits for that may open the store again.
        lock = nil
    }

    /// How long the thread waits for work before it gives new submissions their standing. After a failure there is no session: the next
    /// job tries first whether the store can write.
    private var patience: DispatchTimeInterval {
        guard lock != nil, let session, !session.sorted.isWhole else { return .never }
        return opening.restBeforeSorting
    }

    private var sorting: Change {
        let moment = opening.configuration.clock()
        return Change({ session throws(StoreError) in
            try session.sort(atMost: WriteSession.sortedTogether, at: moment)
        }) { (_: Result<Void, StoreError>) in }
    }

    /// Keeps the log short, after everyone who waits has been answered.
    private func careForLog() {
        let limits = opening.log
        guard let checkpointer, let session else { return }
        let pages = session.logPages
        // SQLite has started it anew: all of it was in the database, and nobody read.
        if pages < seenPages {
            checkpointer.restart()
            begunAt = 0
        }
        seenPages = pages
        guard pages >= limits.pages else { return }
        if pages >= pausingPages {
            checkpointer.finish()
        } else {
            guard let done = checkpointer.done else { return }
            if pages - done > limits.restPages {
                // Under someone who reads for long, the thread can do little: it is not asked at every commit.
                guard begunAt == 0 || pages - begunAt > limits.restPages else { return }
                begunAt = pages
                return checkpointer.begin()
            }
        }
        // Where someone reads an old state for long, or the disk is full, trying again at once would help nobody.
        let result = (try? session.connection.checkpoint()) ?? (done: 0, all: pages)
        let isWhole = result.done == result.all
        if isWhole { checkpointer.restart() }
        pausingPages = isWhole ? limits.pausingPages : pages + limits.pausingPages
    }

    /// The session at hand, or after a failure a new one.
    private func openSession() throws(StoreError) -> WriteSession {
        if let session { return session }
        try lookIntoDamage()
        var isAnotherFile = false
        if lock != nil {
            if DamagedFile.isCutToNothing(opening.configuration.path) { try putAside(because: "it was cut to nothing") }
            // Where the file was removed, the new one is for this user's eyes only, as the first was.
            try lock?.makeFile(opening.configuration.path)
            isAnotherFile = try heldFile.take(opening.configuration.path)
        }
        let reopened = try WriteSession(opening)
        if opening.configuration.role == .service {
            let moment = opening.configuration.clock()
            if isAnotherFile {
                // What was under way in a copy of an earlier time may have ended since.
                try reopened.closeInterruptedAttempts(except: outstanding, at: moment)
            } else {
                try reopened.takeBackClaims(except: outstanding, at: moment)
            }
        }
        session = reopened
        return reopened
    }

    /// The one place where changes become lasting.
    private func commitChanges(in jobs: [Job]) {
        var failure: StoreError?
        let began = ContinuousClock.now
        for job in jobs {
            guard case .change(let change) = job else { continue }
            if let sleeper = change.sleeper, !sleepers.contains(where: { $0 === sleeper }) { sleepers.append(sleeper) }
            if let failure {
                change.refuse(failure)
                continue
            }
            do throws(StoreError) {
                let session = answers.isEmpty ? try begin() : try openSession()
                answers.append(try change.apply(session))
            } catch {
                failure = error
                change.refuse(error)
            }
        }
        if failure == nil, !answers.isEmpty {
            do throws(StoreError) {
                try openSession().commitTransaction()
                opening.hooks.committed(answers.count)
                opening.configuration.committed(began.duration(to: .now))
            } catch {
                failure = error
            }
        }
        // After a failed sync the same handle may say that all is well while the pages are lost: it is not used again.
        if let failure { closeSession(after: failure) }
        for answer in answers { answer(failure) }
        answers.removeAll(keepingCapacity: true)
        // Last and once: on a busy processor whoever is woken goes first, and would come back for each of the others.
        for sleeper in sleepers { sleeper.wake() }
        sleepers.removeAll(keepingCapacity: true)
    }

    private func begin() throws(StoreError) -> WriteSession {
        let session = try openSession()
        if let sql = opening.hooks.beforeTransaction() { try session.connection.execute(sql) }
        try session.beginTransaction()
        return session
    }

    private func closeSession(after failure: StoreError) {
        if failure.code == .damaged { suspectsDamage = true }
        session?.rollBack()
        if lock != nil, let session, session.isFileRemoved { saveRemoved(session) }
        session = nil
    }

    /// What the file had held is in the store again, or in a file beside it: the last moment at which it can be had. Never silently.
    private func saveRemoved(_ session: WriteSession) {
        let path = opening.configuration.path
        let words: String
        do throws(StoreError) {
            let name = try RemovedFile.save(
                session.connection, of: path, isLogThere: session.isLogThere, at: opening.configuration.clock())
            words =
                name == path
                ? "the store \(path) was removed while it was in use; all that it held was written there anew"
                : "another file was put in the place of the store \(path) while it was in use. What the store held is in \(name), and is "
                    + "not delivered: `boardbridge salvage \(name)` brings it over"
        } catch {
            words =
                "the store \(path) was removed while it was in use, and what it held is lost unless you have it still; it cannot be "
                + "written anew: \(error.detail)"
        }
        opening.configuration.alarm(words)
    }

    private func askQuestions(in jobs: [Job]) {
        for job in jobs {
            guard case .question(let question) = job else { continue }
            do throws(StoreError) {
                if let error = question.ask(try openSession()) { closeSession(after: error) }
            } catch {
                if error.code == .damaged { suspectsDamage = true }
                question.refuse(error)
            }
        }
    }
}
