import Outbox

/// What the reading thread does: the questions that wait, on a connection opened for them. A connection that rests would keep files open
/// that were removed or replaced meanwhile, and the writer from starting anew.
final class Reader {
    private let opening: Opening
    private let damaged: (StoreError) -> Void
    private var session: ReadSession?
    private var saidDamaged: ContinuousClock.Instant?

    /// How often the writer is told of damage at the most: it looks at the whole file then.
    private static let silence = Duration.seconds(600)

    /// - Parameter damaged: told when SQLite says that the file is damaged. The writer may not notice for long: it reads what it has in
    ///   memory.
    init(_ opening: Opening, damaged: @escaping (StoreError) -> Void) {
        self.opening = opening
        self.damaged = damaged
    }

    /// Answers until the inbox is closed and empty.
    func run(_ inbox: Inbox<Question<ReadSession>>) {
        var questions: [Question<ReadSession>] = []
        while inbox.takeAll(&questions) == .some {
            for question in questions {
                do throws(StoreError) {
                    if let error = question.ask(try openSession()) {
                        session = nil
                        note(error)
                    }
                } catch {
                    question.refuse(error)
                    note(error)
                }
            }
            session = nil
        }
    }

    private func note(_ error: StoreError) {
        guard error.code == .damaged, saidDamaged.map({ $0.duration(to: .now) > Self.silence }) ?? true else { return }
        saidDamaged = .now
        damaged(error)
    }

    /// The session at hand, or a new one.
    private func openSession() throws(StoreError) -> ReadSession {
        if let session { return session }
        let opened = try ReadSession(opening)
        session = opened
        return opened
    }
}
