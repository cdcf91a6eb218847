import Outbox

/// What the reading thread does: one question after another, on a connection opened at the first one.
final class Reader {
    private let opening: Opening
    private var session: ReadSession?

    init(_ opening: Opening) {
        self.opening = opening
    }

    /// Answers until the inbox is closed and empty.
    func run(_ inbox: Inbox<Question<ReadSession>>) {
        var questions: [Question<ReadSession>] = []
        while inbox.takeAll(&questions) {
            for question in questions {
                do throws(StoreError) {
                    if question.ask(try openSession()) != nil { session = nil }
                } catch {
                    question.refuse(error)
                }
            }
        }
    }

    /// The session at hand, or after a failure a new one.
    private func openSession() throws(StoreError) -> ReadSession {
        if let session { return session }
        let opened = try ReadSession(opening)
        session = opened
        return opened
    }
}
