import Foundation
import Synchronization
import TestKit
import Wire

/// Clients that post one submission after another to `/f/contact` and write down each success, until the service is gone or all is posted.
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

    /// The first number that was not posted.
    var next: Int { state.withLock { $0.next } }

    /// Posts over so many kept connections at once, and returns when all is posted or every connection is broken.
    func run(connections: Int = 4) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<connections { group.addTask { try await offPool { self.post() } } }
            try await group.waitForAll()
        }
    }

    private func post() {
        guard let client = try? RawClient(port: port, limit: 60) else { return }
        while let number = take() {
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
            guard (try? client.send(request)) != nil, let answer = try? client.response() else { return }
            let id = (try? JSONDocument.parse(answer.content))?.root["id"]?.string
            state.withLock { state in
                if answer.status == 200, let id {
                    state.answered.append(Answered(id: id, email: email))
                } else {
                    state.refused.append(answer.status)
                }
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
