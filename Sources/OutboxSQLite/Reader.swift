import Outbox

/// What the reading thread does: the questions that wait, on a connection opened for them. A connection that rests would keep files open
/// that were removed or replaced meanwhile, and the writer from starting anew.
final class Reader {
    private let opening: Opening
    private var session: ReadSession?

    init(_ opening: Opening) {
        self.opening = opening
    }

    /// Answers until the inbox is closed and empty.
    func run(_ inbox: Inbox<Question<ReadSession>>) {
        var questions: [Question<ReadSession>] = []
        while inbox.takeAll(&questions) == .some {
            for question in questions {
                do throws(StoreError) {
                    if question.ask(try openSession()) != nil { session = nil }
                } catch {
                    question.refuse(error)
                }
            }
            session = nil
        }
    }

    /// The session at hand, or a new one.
    private func openSession() throws(StoreError) -> ReadSession {
        if let session { return session }
        let opened = try ReadSession(opening)
        session = opened
        return opened
    }
}
