import BoardCRM
import Mapping
import Outbox
import Testing

@testable import Bridge

@Suite("What an outcome means for a submission")
struct SettlementTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let outcome: CallOutcome
        let policy: RetryPolicy
        /// The attempt's number in its round, and how long the round has lasted.
        let attempt: Int
        let tried: Duration
        let attemptOutcome: AttemptOutcome
        var detail: String?
        let transition: Transition

        init(
            _ outcome: CallOutcome, _ policy: RetryPolicy, _ attempt: Int, tried: Duration = .seconds(1),
            _ attemptOutcome: AttemptOutcome, _ detail: String? = nil, then transition: Transition
        ) {
            (self.outcome, self.policy, self.attempt, self.tried) = (outcome, policy, attempt, tried)
            (self.attemptOutcome, self.detail, self.transition) = (attemptOutcome, detail, transition)
        }

        var testDescription: String { "\(outcome), attempt \(attempt) after \(tried)" }
    }

    /// When the attempt of every row ended.
    static let endedAt = Timestamp(milliseconds: 1_000_000)
    static let listed = RetryPolicy.schedule([.seconds(10), .seconds(20)])
    static let growing = RetryPolicy.growing(first: .seconds(5), longest: .seconds(40), total: .seconds(100))
    static let slow = RetryPolicy.growing(first: .seconds(200), longest: .seconds(400), total: .seconds(1000))

    static func after(_ seconds: Int, _ reason: String) -> Transition {
        .retry(at: endedAt + .seconds(seconds), reason: reason)
    }

    static func again(_ seconds: Double, _ reason: String = "HTTP 503") -> Transition {
        .retry(at: endedAt + .milliseconds(Int(seconds * 1000)), reason: reason)
    }

    static let busy = CallOutcome.later(retryAfter: nil, reason: "HTTP 503")
    static let exhausted = Transition.failed(reason: "the attempts ran out; the last one: HTTP 503")

    static func pause(_ seconds: Int) -> CallOutcome {
        .later(retryAfter: .seconds(seconds), reason: "HTTP 503")
    }

    /// The pauses: a schedule's, growing ones, what the CRM asks for, and the end of them.
    static let pauses: [Row] = [
        Row(busy, listed, 1, .later, "HTTP 503", then: again(10)),
        Row(busy, listed, 2, .later, "HTTP 503", then: again(20)),
        Row(busy, listed, 3, .later, "HTTP 503", then: exhausted),
        Row(pause(15), listed, 1, .later, "HTTP 503", then: again(15)),
        Row(pause(15), listed, 2, .later, "HTTP 503", then: again(20)),
        Row(pause(15), listed, 3, .later, "HTTP 503", then: exhausted),
        Row(pause(0), listed, 1, .later, "HTTP 503", then: again(10)),
        Row(busy, growing, 1, .later, "HTTP 503", then: again(2.5)),
        Row(busy, growing, 3, .later, "HTTP 503", then: again(10)),
        Row(busy, growing, 50, .later, "HTTP 503", then: again(20)),
        Row(busy, growing, 50, tried: .seconds(99), .later, "HTTP 503", then: again(1)),
        Row(pause(300), growing, 50, tried: .seconds(99), .later, "HTTP 503", then: again(300)),
        Row(busy, growing, 1, tried: .seconds(100), .later, "HTTP 503", then: exhausted),
        Row(busy, .schedule([]), 1, .later, "HTTP 503", then: exhausted),
        Row(.neverSent(reason: "no route"), listed, 1, .neverSent, "no route", then: again(10, "no route")),
        Row(
            .neverSent(reason: "no route"), listed, 3, .neverSent, "no route",
            then: .failed(reason: "the attempts ran out; the last one: no route")),
        Row(.neverSent(reason: "no route"), growing, 2, .neverSent, "no route", then: again(5, "no route")),
    ]

    static let token = "the CRM refused the access token"

    /// Nothing is given up for a token, nor for a wrong address: the lane waits, and the submission is ready for it.
    static let access: [Row] = [
        Row(.accessDenied(message: "Access denied"), listed, 1, .access, "Access denied", then: after(0, token)),
        Row(.accessDenied(message: nil), listed, 3, .access, then: after(0, token)),
        Row(.accessDenied(message: nil), slow, 1, tried: .seconds(2000), .access, then: after(0, token)),
        Row(.accessDenied(message: nil), .schedule([]), 1, .access, then: after(0, token)),
        Row(.misdirected(reason: "HTTP 404"), .schedule([]), 1, .misdirected, "HTTP 404", then: after(0, "HTTP 404")),
    ]

    static func refused(_ path: String, _ message: String = "is wrong", and said: String? = nil) -> CallOutcome {
        .refused(errors: [AttributeError(path: TargetPath(path), message: message)], message: said)
    }

    static func failed(_ words: String, _ problems: String) -> Transition {
        .failed(reason: "the CRM refused it: " + words, problems: Array(problems.utf8))
    }

    /// The state of the policy is of no matter to these.
    /// A claim waits for its turn: its call begins later.
    static let sentAt = Timestamp(milliseconds: 999_500)

    static let settled: [Row] = [
        (listed, 1, Duration.seconds(1)), (listed, 9, .seconds(1)), (growing, 3, .seconds(999)),
    ]
    .flatMap { policy, attempt, tried in
        [
            Row(
                .made(dealID: Identifier(412), leadID: Identifier(9)), policy, attempt, tried: tried, .made,
                then: .delivered(dealID: 412, leadID: 9)),
            Row(
                .made(dealID: nil, leadID: nil), policy, attempt, tried: tried, .made,
                then: .delivered(dealID: nil, leadID: nil)),
            Row(
                .uncertain(reason: "no answer"), policy, attempt, tried: tried, .uncertain, "no answer",
                then: .look(
                    at: endedAt + .seconds(1), for: Uncertainty(since: sentAt),
                    reason: "the CRM may have made the deal: no answer")),
            Row(
                .refused(errors: [], message: nil), policy, attempt, tried: tried, .refused,
                then: .failed(reason: "the CRM refused it", problems: nil)),
            Row(
                .refused(errors: [], message: "Too old"), policy, attempt, tried: tried, .refused, "Too old",
                then: .failed(reason: "the CRM refused it: Too old", problems: nil)),
            Row(
                refused("lead.name", "Name must be a string", and: "Validation failed"), policy, attempt, tried: tried,
                .refused, "full_name: Name must be a string; Validation failed",
                then: failed(
                    "full_name: Name must be a string; Validation failed",
                    #"[{"field":"full_name","message":"Name must be a string"}]"#)),
            Row(
                refused("fields.price"), policy, attempt, tried: tried, .refused, "fields.price: is wrong",
                then: failed("fields.price: is wrong", #"[{"field":"fields.price","message":"is wrong"}]"#)),
            Row(
                refused("lead"), policy, attempt, tried: tried, .refused, "full_name: is wrong",
                then: failed("full_name: is wrong", #"[{"field":"full_name","message":"is wrong"}]"#)),
            Row(
                .refused(errors: [AttributeError(path: TargetPath(steps: []), message: "No")], message: nil), policy,
                attempt, tried: tried, .refused, "No", then: failed("No", #"[{"field":"","message":"No"}]"#)),
        ]
    }

    @Test("each outcome with each state of the policy", arguments: pauses + access + settled)
    func row(_ row: Row) throws {
        let since = Timestamp(milliseconds: Self.endedAt.milliseconds - row.tried.components.seconds * 1000)
        let claim = Claim(
            id: SubmissionIDSource().next(), form: "contact", deal: [], number: row.attempt + 10,
            numberInRound: row.attempt, triedSince: since, receivedAt: Timestamp(milliseconds: 0),
            startedAt: Timestamp(milliseconds: 999_000))
        let rule = Settlement(policy: row.policy) { target in
            target.steps.first == "lead" ? ["full_name", "name"] : []
        }
        let (attempt, transition) = rule.settle(
            row.outcome, of: claim, sentAt: Self.sentAt, endedAt: Self.endedAt, random: 0.5)
        #expect(transition == row.transition)
        #expect(
            attempt
                == Attempt(
                    number: claim.number, startedAt: claim.startedAt, endedAt: Self.endedAt,
                    outcome: row.attemptOutcome,
                    detail: row.detail))
    }

    @Test(
        "a field that the board does not have is told by its alias, which is the rules' mistake, and not by the visitor's field"
    )
    func noSuchField() {
        let rule = Settlement(policy: Self.listed) { $0 == TargetPath("fields.products") ? ["menu-55"] : [] }
        let claim = Claim(
            id: SubmissionIDSource().next(), form: "f", deal: [], number: 1, numberInRound: 1,
            triedSince: Self.endedAt, receivedAt: Self.endedAt, startedAt: Self.endedAt)
        func words(_ path: String, _ message: String) -> String? {
            let errors = [AttributeError(path: TargetPath(path), message: message)]
            return rule.settle(
                .refused(errors: errors, message: nil), of: claim, sentAt: Self.sentAt, endedAt: Self.endedAt, random: 0
            ).attempt.detail
        }
        #expect(
            words("fields.products", "Field not found")
                == "fields.products: Field not found (the board has no such field; its rule takes menu-55)")
        #expect(
            words("fields.other", "Field does not exist")
                == "fields.other: Field does not exist (the board has no such field)")
        #expect(words("fields.products", "is wrong") == "menu-55: is wrong")
    }

    @Test("what was sent to another board than is asked is not sent again because it is not there")
    func anotherBoard() {
        var rule = Settlement(policy: Self.listed, board: 8) { _ in [] }
        let claim = Claim(
            id: SubmissionIDSource().next(), form: "f", deal: [], number: 2, numberInRound: 1, triedSince: Self.endedAt,
            receivedAt: Self.endedAt, startedAt: Self.endedAt)
        func after(_ finding: Finding, board: Int64?, sent: [UInt8]? = nil) -> (
            attempt: Attempt, transition: Transition
        ) {
            rule.settle(
                finding, of: claim, Uncertainty(since: Self.sentAt, board: board, sent: sent), isCertain: true,
                endedAt: Self.endedAt, random: 0)
        }
        #expect(after(.absent, board: 7).transition.state == .held)
        for board in [8, nil] as [Int64?] {
            #expect(after(.absent, board: board).transition.state == .pending)
        }
        // Whoever wants it sent though it may be there gets it sent.
        rule.uncertain = .retry
        #expect(after(.absent, board: 7).transition.state == .pending)
        // By a token that was changed for another one of the same board, it is found.
        let found = Finding.found(dealID: Identifier(1), leadID: nil)
        #expect(after(found, board: 7).transition == .delivered(dealID: 1, leadID: nil))
        #expect(after(found, board: 8).attempt.detail == nil)
        #expect(after(found, board: 8, sent: [1]).attempt.detail?.contains("before it was changed") == true)
    }

    @Test("the words of several errors stand in their order")
    func several() {
        let errors = ["lead.name", "column_id"].map { AttributeError(path: TargetPath($0), message: "no") }
        let rule = Settlement(policy: Self.listed) { $0 == .columnID ? ["topic"] : [] }
        let claim = Claim(
            id: SubmissionIDSource().next(), form: "f", deal: [], number: 1, numberInRound: 1,
            triedSince: Self.endedAt,
            receivedAt: Self.endedAt, startedAt: Self.endedAt)
        let (_, transition) = rule.settle(
            .refused(errors: errors, message: nil), of: claim, sentAt: Self.sentAt, endedAt: Self.endedAt, random: 0)
        #expect(
            transition
                == Self.failed(
                    "lead.name: no; topic: no",
                    #"[{"field":"lead.name","message":"no"},{"field":"topic","message":"no"}]"#))
    }
}
