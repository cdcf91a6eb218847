import Foundation
import TestKit
import Wire

/// Clients that post one lead after another over sockets that they keep, and write down each success. What has a key they send again
/// until it is answered; what has none they give up on when its connection breaks, as whoever does not want to make two must.
struct LedgerClients: Sendable {
    let book: LedgerBook
    let port: Int
    /// How many bytes that no rule takes are added to each post.
    var filling = 0
    /// Whether they should wait with the next post, so that deliveries keep up.
    var isTooFast: @Sendable () -> Bool = { false }

    /// How many seconds a post with a key is sent again for: longer than any service of these tests is away.
    private static let patience = 240

    /// What an answer means to a client.
    private enum Answer {
        case success(id: String, closes: Bool)
        case refused(Int, closes: Bool)
        case broken
    }

    /// Posts over so many connections at once until the book is finished and every post with a key is answered.
    ///
    /// - Throws: where a post has no answer for minutes; nothing is sent any more then.
    func run(connections: Int) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<connections { group.addTask { try await offPool { try post() } } }
            try await group.waitForAll()
        }
    }

    private func post() throws {
        var kept: RawClient?
        while let number = book.take() {
            while isTooFast(), !book.page.isFinished { Thread.sleep(forTimeInterval: 0.005) }
            let post = LedgerPost(number, filling: filling)
            var (isAnswered, sends) = (false, 0)
            let end = ContinuousClock.now + .seconds(Self.patience)
            repeat {
                let client: RawClient
                do {
                    client = try kept ?? RawClient(port: port, limit: 60)
                } catch {
                    throw book.giveUp("post \(number) cannot be sent: \(error)")
                }
                book.note(sent: sends > 0)
                sends += 1
                switch exchange(post, client) {
                case .success(let id, let closes):
                    book.note(LedgerBook.Success(number: number, email: post.email, id: id))
                    isAnswered = true
                    kept = closes ? nil : client
                case .refused(let status, let closes):
                    book.note(refused: status)
                    kept = closes ? nil : client
                    // Whoever is told that there is no room does not ask again at once.
                    Thread.sleep(forTimeInterval: 0.02)
                case .broken:
                    kept = nil
                }
                if !isAnswered, post.isKeyed, !book.page.isAbandoned, .now > end {
                    throw book.giveUp("post \(number) has no answer for \(Self.patience) s, sent \(sends) times")
                }
            } while !isAnswered && post.isKeyed && !book.page.isAbandoned
            if !isAnswered { book.noteGivenUp() }
        }
    }

    private func exchange(_ post: LedgerPost, _ client: RawClient) -> Answer {
        guard (try? client.send(post.bytes)) != nil, let answer = try? client.response() else { return .broken }
        let closes = answer.field("connection") == "close"
        guard answer.status == 200, let id = (try? JSONDocument.parse(answer.content))?.root["id"]?.string else {
            return .refused(answer.status, closes: closes)
        }
        return .success(id: id, closes: closes)
    }
}
