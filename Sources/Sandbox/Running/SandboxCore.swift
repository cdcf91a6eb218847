import BoardCRM
import Listener
import Synchronization
import Telemetry

/// What a sandbox and the handlers of its listener share.
final class SandboxCore: Sendable {
    let token: Secret
    let log: Log
    /// Tells this run from an earlier one, whose pages may still be open.
    private let run = String(UInt64.random(in: .min ... .max), radix: 16)
    private let state: Mutex<SandboxState>

    init(board: SandboxBoard, token: Secret, log: Log) {
        self.token = token
        self.log = log
        state = Mutex(SandboxState(board: board))
    }

    /// Looks at the state, or changes it; whoever waited for the change is told, outside the lock.
    func withState<Result: Sendable>(_ body: @Sendable (inout SandboxState) -> Result) -> Result {
        let (result, satisfied, readers, page) = state.withLock { state in
            let before = state.version
            let result = body(&state)
            let isNews = state.version != before || state.isStopping
            let readers = isNews ? state.takeReaders() : []
            return (result, state.takeSatisfied(), readers, readers.isEmpty ? nil : boardContent(state))
        }
        for waiter in satisfied { waiter.continuation.resume(returning: true) }
        if let page { deliver(page, to: readers) }
        return result
    }

    /// The board, at once or as soon as it is another than the one of version `since`.
    func board(since: String?, for reader: SandboxState.Reader) -> Answer {
        let content = withState { state -> [UInt8]? in
            let isCurrent = since == self.versionText(state)
            // A bound on pages that wait; the ones beyond it ask again a second later.
            guard isCurrent, !state.isStopping, state.readers.count < 256 else { return self.boardContent(state) }
            state.readers.append(reader)
            return nil
        }
        if let content { return .now(BoardPage.data(content)) }
        // Below the listener's patience with an unanswered request.
        Task.detached {
            try? await Task.sleep(for: .seconds(25))
            self.release(reader)
        }
        return .later()
    }

    private func release(_ reader: SandboxState.Reader) {
        let content = withState { state -> [UInt8]? in
            guard let place = state.readers.firstIndex(where: { $0.exchange == reader.exchange }) else { return nil }
            state.readers.remove(at: place)
            return self.boardContent(state)
        }
        if let content { deliver(content, to: [reader]) }
    }

    private func deliver(_ content: [UInt8], to readers: [SandboxState.Reader]) {
        let response = BoardPage.data(content)
        for reader in readers { reader.mailbox.deliver([(reader.exchange, response)]) }
    }

    private func versionText(_ state: SandboxState) -> String { "\(run)-\(state.version)" }

    private func boardContent(_ state: SandboxState) -> [UInt8] {
        BoardPage.content(of: state.ledger, version: versionText(state), formURL: state.formURL)
    }
}
