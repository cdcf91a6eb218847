import Foundation
import Synchronization
import TestKit
import Wire

/// Clients that post one submission after another to `/f/contact` and write down each success, until the service is gone or all is posted.
///
/// Keen ones are never done with: told to close, or finding their connection closed before they sent anything, they connect again, and
/// a post that is not answered counts as lost.
final class Posters: Sendable {
    /// A post that was answered with 200.
    struct Answered: Sendable {
        let id: String
        /// What makes it recognisable on the board.
        let email: String
    }

    private struct State {
        var next: Int
        var answered: [Answered] = []
        var refused: [Int] = []
        var lost = 0
    }

    /// How a client treats its connection.
    enum Manner {
        /// It keeps it, and ends with it.
        case kept
        /// It keeps it, and makes another where that is closed.
        case keen
        /// It makes one for each post.
        case fresh
    }

    private let state: Mutex<State>
    private let end: Int
    private let port: Int

    /// Posts numbered `numbers`, each of another lead, to a service on `port`.
    init(_ numbers: Range<Int>, port: Int) {
        state = Mutex(State(next: numbers.lowerBound))
        end = numbers.upperBound
        self.port = port
    }

    /// What was answered with 200 so far.
    var answered: [Answered] { state.withLock { $0.answered } }

    /// Statuses other than 200 that came.
    var refused: [Int] { state.withLock { $0.refused } }

    /// Posts of keen or fresh clients that were sent and not answered.
    var lost: Int { state.withLock { $0.lost } }

    /// The first number that was not posted.
    var next: Int { state.withLock { $0.next } }

    /// Posts over so many kept connections at once, and returns when all is posted or every connection is broken.
    func run(connections: Int = 4, _ manner: Manner = .kept) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<connections { group.addTask { try await offPool { self.post(manner) } } }
            try await group.waitForAll()
        }
    }

    /// Posts no more than are under way.
    func finish() { state.withLock { $0.next = end } }

    private func post(_ manner: Manner) {
        guard var client = try? RawClient(port: port, limit: 60) else { return }
        while let number = take() {
            if manner != .kept, client.isClosedByServer, let another = try? RawClient(port: port, limit: 60) {
                client = another
            }
            let email = "n\(number)@example.com"
            let content = "name=Lead+\(number)&email=n\(number)%40example.com&message=Gr%C3%BC%C3%9Fe"
            let request = """
                POST /f/contact HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: \(content.utf8.count)\r
                \r
                \(content)
                """
            guard (try? client.send(request)) != nil, let answer = try? client.response() else {
                guard manner != .kept else { return }
                state.withLock { $0.lost += 1 }
                guard let another = try? RawClient(port: port, limit: 60) else { return }
                client = another
                continue
            }
            let id = (try? JSONDocument.parse(answer.content))?.root["id"]?.string
            state.withLock { state in
                if answer.status == 200, let id {
                    state.answered.append(Answered(id: id, email: email))
                } else {
                    state.refused.append(answer.status)
                }
            }
            let isOver = manner == .keen && answer.field("connection") == "close"
            if isOver || manner == .fresh {
                guard let another = try? RawClient(port: port, limit: 60) else { return }
                client = another
            }
        }
    }

    private func take() -> Int? {
        state.withLock { state in
            guard state.next < end else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }
}
