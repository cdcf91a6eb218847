public import BoardCRM
internal import Mapping
internal import Synchronization
public import Telemetry

/// Asks the boards now and then whether they still fit the rules, and says so in the log when one does not. It stops nothing and refuses
/// nothing: a submission that does not fit is on the list that a person sees.
public final class BoardWatch: Sendable {
    /// Asks for a board's fields; ``BoardClient/fieldList()`` is the real one.
    public typealias Question = @Sendable (CRMSettings) async -> Result<[BoardField], CallFailure>

    private let settings: IntakeSettings
    private let board: Mutex<(crm: CRMSettings, ask: Question)>
    private let pause: Duration
    private let pauseAfterFailure: Duration
    private let log: Log
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - settings: the forms in force.
    ///   - pause: from one inquiry to the next.
    ///   - pauseAfterFailure: the same, where the board could not be asked.
    public init(
        settings: IntakeSettings, crm: CRMSettings, pause: Duration = .seconds(3600),
        pauseAfterFailure: Duration = .seconds(300), log: Log, ask: @escaping Question
    ) {
        self.settings = settings
        board = Mutex((crm, ask))
        self.pause = pause
        self.pauseAfterFailure = pauseAfterFailure
        self.log = log
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// The forms have changed: asks at once. From any thread.
    public func wake() { signal.yield() }

    /// Another token, or another board, is in force: asks that one, at once. From any thread.
    public func replace(_ crm: CRMSettings, ask: @escaping Question) {
        board.withLock { $0 = (crm, ask) }
        wake()
    }

    /// Asks at once, and then again and again, until the task is cancelled.
    public func run() async {
        // By the file that its token stands in.
        var news: [String: BoardNews] = [:]
        var events = signals.makeAsyncIterator()
        while !Task.isCancelled {
            let (crm, ask) = board.withLock { $0 }
            let boards = BoardForms.all(crm, settings.forms)
            news = news.filter { file, _ in boards.contains { $0.crm.place.file == file } }
            var rest = pause
            for board in boards {
                let inquiry = board.inquiry(await ask(board.crm))
                if Task.isCancelled { return }
                let file = board.crm.place.file
                tell(news[file, default: BoardNews()].take(inquiry), file)
                if inquiry.failure != nil { rest = min(rest, pauseAfterFailure) }
            }
            let alarm = Task { [signal] in
                // A cancelled sleep means that something else came first.
                if (try? await Task.sleep(for: rest)) != nil { signal.yield() }
            }
            _ = await events.next()
            alarm.cancel()
        }
    }

    private func tell(_ telling: BoardNews.Telling, _ file: String) {
        if let failure = telling.failure {
            log.line(.warning, "the board cannot be asked whether it fits the rules") { line in
                line.add("token_in", file)
                line.add("reason", failure)
            }
        }
        for complaint in telling.mended where complaint.severity != .unknown {
            log.line(.info, "the board fits a rule again") { $0.add("was", complaint.bare) }
        }
        for complaint in telling.complaints {
            switch complaint.severity {
            case .error:
                log.line(.error, "the board does not fit the rules") { $0.add("complaint", complaint.bare) }
            case .warning:
                log.line(.warning, "the board may not fit the rules") { $0.add("complaint", complaint.bare) }
            case .unknown:
                log.line(.info, "not known of the board") { $0.add("complaint", complaint.bare) }
            }
        }
        if telling.isWellAgain { log.line(.info, "the board fits the rules again") { $0.add("token_in", file) } }
    }
}
