internal import HTTPClient
internal import Mapping
public import Outbox
internal import Spam
internal import Synchronization
public import Telemetry

/// Asks captchas' servers about the submissions that wait for their verdict, and sends those on their way.
///
/// No visitor waits for it: the post is stored and answered before. A submission is due when its verdict is in. What the process forgot
/// when it ended is asked again when it starts.
public final class CaptchaDesk: Sendable {
    private let store: any KeptStore
    private let forms: IntakeSettings
    private let asker: any CaptchaAsking
    private let log: Log
    private let alarm: @Sendable (CourierAlarm) -> Void
    private let decided: @Sendable () -> Void
    private let state = Mutex(CaptchaQueue())
    private let bell = Bell()
    private let startedAt = Timestamp.now

    /// How many questions are under way at most.
    private static let inFlight = 64
    /// How many are read at once.
    private static let page = 256
    private static let storePause = Duration.seconds(1)
    /// After a look at more than one page: while a captcha's server is away, many wait, and each look goes through all of them.
    private static let restAfterManyPages = Duration.milliseconds(200)

    /// - Parameters:
    ///   - asker: who asks.
    ///   - alarm: told of what is held; must not wait.
    ///   - decided: something is due.
    public init(
        store: any KeptStore, forms: IntakeSettings, asker: any CaptchaAsking, log: Log,
        alarm: @escaping @Sendable (CourierAlarm) -> Void = { _ in }, decided: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.forms = forms
        self.asker = asker
        self.log = log
        self.alarm = alarm
        self.decided = decided
    }

    /// Something waits for a verdict. From any thread.
    public func wake() { bell.ring() }

    /// Asks nothing new; ``run()`` returns when what is under way has ended.
    public func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Asks until stopped.
    public func run() async {
        var waiter = bell.waiter()
        await withDiscardingTaskGroup { group in
            while !state.withLock(\.isStopping) {
                let rest = await start(&group)
                await waiter.wait(atMost: rest)
            }
        }
    }

    /// Starts what may be; returns for how long nothing more will be by itself, nil for as long as nobody wakes it.
    private func start(_ group: inout DiscardingTaskGroup) async -> Duration? {
        var after: SubmissionID?
        var isLong = false
        do throws(StoreError) {
            while true {
                let found = try await store.questions(after: after, limit: Self.page)
                for question in found {
                    guard let asked = state.withLock({ $0.take(question.id, at: .now, atMost: Self.inFlight) }) else {
                        continue
                    }
                    group.addTask { await self.work(question, asked) }
                }
                guard found.count == Self.page, !state.withLock({ $0.isFull(Self.inFlight) }) else { break }
                after = found.last?.id
                isLong = true
            }
        } catch {
            log.line(.error, "store cannot be asked what waits for a captcha") { $0.add("reason", error.description) }
            return Self.storePause
        }
        if isLong { try? await Task.sleep(for: Self.restAfterManyPages) }
        return state.withLock { $0.rest(from: .now) }
    }

    private func work(_ question: SpamQuestion, _ earlier: CaptchaQueue.Earlier) async {
        defer { bell.ring() }
        let spam = forms.form(question.form)?.spam
        var verdict = SpamVerdict(json: question.record.reasons, threshold: spam?.threshold ?? .max)
        guard let captcha = spam?.captcha, let token = question.record.question else {
            verdict.add(SpamReason(.captcha, .unasked, score: 0))
            return await decide(question, verdict, isHeld: false)
        }
        let isShared = forms.form(question.form)?.mapping.hasEach ?? false
        let answer =
            isShared
            ? await askOnce(token, of: captcha, for: question)
            : await asker.ask(token, of: captcha, key: question.id.description)
        // What was asked before, by us, may be used up by that; what came long ago is too old by now.
        let isDoubtful = earlier.count > 0 || question.receivedAt < startedAt
        switch answer {
        case .passed(let detail): verdict.add(SpamReason(.captcha, .passed, score: 0, detail: detail))
        case .refused(let finding, let detail):
            verdict.add(SpamReason(.captcha, finding, score: captcha.points, detail: detail))
        case .spent(let detail) where !isDoubtful:
            verdict.add(SpamReason(.captcha, .reused, score: captcha.points, detail: detail))
        case .spent(let detail), .untold(let detail):
            let isSpent = if case .spent = answer { true } else { false }
            log.line(.warning, "captcha not told") { line in
                line.add("id", question.id.description)
                line.add("form", question.form)
                line.add("service", captcha.service.rawValue)
                line.add("reason", detail)
            }
            let pause = CaptchaQueue.pause(after: earlier.count)
            // The service ends: it is asked again when it starts.
            if !isSpent, state.withLock(\.isStopping) { return }
            if !isSpent, Timestamp.now + pause < question.receivedAt + captcha.patience {
                return state.withLock { $0.again(question.id, earlier, at: .now + pause) }
            }
            verdict.add(SpamReason(.captcha, .outage, score: 0, detail: detail))
            return await decide(question, verdict, isHeld: captcha.onOutage == .refuse)
        }
        await decide(question, verdict, isHeld: false)
    }

    /// What one post was taken apart into has one token, which is good for one question.
    private struct TokenOfPost: Hashable {
        let token: [UInt8]
        let receivedAt: Timestamp
    }

    private let answers = Mutex<[TokenOfPost: Task<CaptchaAnswer, Never>]>([:])
    private static let keptAnswers = 1024

    private func askOnce(
        _ token: [UInt8], of captcha: CaptchaSettings, for question: SpamQuestion
    ) async -> CaptchaAnswer {
        let post = TokenOfPost(token: token, receivedAt: question.receivedAt)
        let asking = answers.withLock { answers in
            if let known = answers[post] { return known }
            if answers.count >= Self.keptAnswers { answers.removeAll() }
            let asking = Task { [asker] in await asker.ask(token, of: captcha, key: question.id.description) }
            answers[post] = asking
            return asking
        }
        let answer = await asking.value
        if case .untold = answer { answers.withLock { $0[post] = nil } }
        return answer
    }

    private func decide(_ question: SpamQuestion, _ verdict: SpamVerdict, isHeld: Bool) async {
        let course: SpamDecision.Course =
            if verdict.isSpam {
                .spam(reason: verdict.words)
            } else if isHeld {
                .hold(reason: "the captcha's server could not be asked, and the form says on_outage: refuse")
            } else {
                .deliver
            }
        let decision = SpamDecision(course, SpamRecord(score: verdict.score, reasons: verdict.json))
        let reached: SubmissionState
        do throws(StoreError) {
            let moved = try await store.decide(decision, of: question.id, at: .now)
            state.withLock { $0.end(question.id) }
            guard let moved else { return }
            reached = moved
        } catch {
            log.line(.error, "captcha's verdict not recorded") { line in
                line.add("id", question.id.description)
                line.add("reason", error.description)
            }
            // The question is still open: it is asked again, and what it says then is ours to doubt.
            return state.withLock { $0.again(question.id, .init(count: 1), at: .now + Self.storePause) }
        }
        log.line(.info, "captcha settled") { line in
            line.add("id", question.id.description)
            line.add("form", question.form)
            line.add("found", verdict.reasons.last?.finding.rawValue ?? "")
            line.add("score", verdict.score)
            line.add("state", reached.rawValue)
        }
        if reached == .held { alarm(.held(form: question.form)) }
        if reached == .pending { decided() }
    }
}
