import Alarms
import Outbox
import Testing

@Suite("The alarm board: what happened, and what is said of it")
struct AlarmBoardTests {
    /// A board whose start is over, and its clock.
    struct Clocked {
        var board = AlarmBoard()

        init(gathering: Bool = false, rules: AlarmRules = AlarmRules()) {
            board.rules = rules
            guard !gathering else { return }
            board.rules.gathering = .zero
            _ = board.take(.tick, at: moment(0))
        }

        mutating func take(_ event: AlarmEvent, at seconds: Int) -> [String] {
            board.take(event, at: moment(seconds)).map(told)
        }

        func moment(_ seconds: Int) -> AlarmMoment {
            AlarmMoment(elapsed: .seconds(seconds), wall: Timestamp(milliseconds: Int64(seconds) * 1000))
        }

        func told(_ message: AlarmMessage) -> String {
            "\(message.kind.rawValue) "
                + message.entries.map { entry in
                    [entry.cause.code, entry.cause.form ?? entry.cause.token].compactMap { $0 }.joined(separator: ":")
                        + "@\(entry.since.milliseconds / 1000)x\(entry.times)"
                }.joined(separator: " ")
        }
    }

    private let day = 24 * 3600

    @Test("the first of a cause is told, and what repeats it is counted and not told")
    func once() {
        var board = Clocked()
        #expect(board.take(.raised(.failed("contact")), at: 1) == ["raised failed:contact@1x1"])
        #expect(board.take(.raised(.failed("contact")), at: 2) == [])
        #expect(board.take(.raised(.failed("jobs")), at: 3) == ["raised failed:jobs@3x1"])
        #expect(board.take(.raised(.held("contact")), at: 4) == ["raised held:contact@4x1"])
        #expect(board.take(.tick, at: 5) == [])
    }

    @Test(
        "every cause is told by itself",
        arguments: [
            (AlarmCause.tokenRefused("boardbridge.yaml"), "token_refused:boardbridge.yaml"),
            (.fetchDenied("meta"), "fetch_denied:meta"),
            (.wrongAddress("boardbridge.yaml"), "wrong_address:boardbridge.yaml"),
            (.failing("forms/a.yaml"), "crm_failing:forms/a.yaml"), (.held("a"), "held:a"), (.failed("a"), "failed:a"),
            (.unmapped("a"), "unmapped:a"), (.backlog, "backlog"), (.diskLow, "disk_low"), (.storeAway, "store_away"),
            (.storePutAside("/a.db.damaged-1"), "store_put_aside"), (.storeDamaged, "store_damaged"),
        ])
    func causes(cause: AlarmCause, code: String) {
        var board = Clocked()
        #expect(board.take(.raised(cause), at: 1) == ["raised \(code)@1x1"])
        #expect(board.take(.cleared([cause]), at: 2) == [])
        #expect(board.take(.tick, at: 302) == ["cleared \(code)@1x1"])
    }

    @Test("what is still there is told again after a day, all of it in one message")
    func reminder() {
        var board = Clocked()
        _ = board.take(.raised(.failed("a")), at: 0)
        _ = board.take(.raised(.failed("a")), at: 10)
        _ = board.take(.raised(.diskLow), at: 20)
        #expect(board.take(.tick, at: day - 1) == [])
        #expect(board.take(.tick, at: day + 30) == ["reminder disk_low@20x1 failed:a@0x2"])
        #expect(board.take(.tick, at: 2 * day) == [])
        #expect(board.take(.tick, at: 2 * day + 30) == ["reminder disk_low@20x1 failed:a@0x2"])
    }

    @Test("it is over when it was gone for five minutes, and not before")
    func over() {
        var board = Clocked()
        _ = board.take(.raised(.backlog), at: 0)
        #expect(board.take(.cleared([.backlog]), at: 100) == [])
        #expect(board.take(.cleared([.backlog]), at: 200) == [], "what is gone already does not begin to be gone")
        #expect(board.take(.tick, at: 399) == [])
        #expect(board.take(.tick, at: 400) == ["cleared backlog@0x1"])
        #expect(board.take(.tick, at: 401) == [])
        #expect(board.take(.cleared([.backlog]), at: 402) == [])
    }

    @Test(
        "one that comes and goes floods nobody: within five minutes it is the same, later it has to be gone twice as long each time"
    )
    func flapping() {
        var board = Clocked()
        var told: [String] = []
        // Four days of a CRM that is away for a minute every twelve.
        for round in 0..<(4 * day / 720) {
            told += board.take(.raised(.failing("boardbridge.yaml")), at: round * 720)
            told += board.take(.cleared([.failing("boardbridge.yaml")]), at: round * 720 + 60)
            for minute in 1..<12 { told += board.take(.tick, at: round * 720 + minute * 60) }
        }
        #expect(told.filter { $0.hasPrefix("raised") }.count == 3)
        #expect(told.filter { $0.hasPrefix("cleared") }.count == 2)
        #expect(told.filter { $0.hasPrefix("reminder") }.count <= 4)
    }

    @Test("what was there at the start is told in one message, and what went away meanwhile in none")
    func start() {
        var board = Clocked(gathering: true)
        #expect(board.take(.looked([.failed("a"): .submissions(3), .diskLow: .free(bytes: 5)]), at: 0) == [])
        #expect(board.take(.raised(.tokenRefused("boardbridge.yaml")), at: 1) == [])
        #expect(board.take(.raised(.failing("boardbridge.yaml")), at: 2) == [])
        #expect(board.take(.cleared([.failing("boardbridge.yaml")]), at: 3) == [])
        #expect(
            board.take(.tick, at: 10) == [
                "standing disk_low@0x1 token_refused:boardbridge.yaml@1x1 failed:a@0x1"
            ])
        #expect(board.take(.raised(.held("a")), at: 11) == ["raised held:a@11x1"])
    }

    @Test("a start with nothing wrong says nothing")
    func quietStart() {
        var board = Clocked(gathering: true)
        #expect(board.take(.looked([:]), at: 0) == [])
        #expect(board.take(.tick, at: 10) == [])
        #expect(board.take(.tick, at: 10 * day) == [])
    }

    @Test("a look ends what it could have seen and did not see, and leaves the tokens alone")
    func looks() throws {
        var board = Clocked()
        _ = board.take(.raised(.tokenRefused("boardbridge.yaml")), at: 0)
        #expect(board.take(.looked([.failed("a"): .submissions(1)]), at: 1) == ["raised failed:a@1x1"])
        #expect(board.take(.looked([.failed("a"): .submissions(7)]), at: 60) == [], "more of it is no news")
        #expect(board.take(.looked([:]), at: 120) == [])
        let messages = board.board.take(.tick, at: board.moment(420))
        let entry = try #require(messages.first?.entries.first)
        #expect(
            messages.count == 1 && entry.cause == .failed("a") && entry.measure == .submissions(7) && entry.times == 1)
        #expect(board.take(.tick, at: day) == ["reminder token_refused:boardbridge.yaml@0x1"])
    }

    @Test("one that was gone and comes back in time is not over, and its reminder waits until it is there")
    func back() {
        var board = Clocked()
        _ = board.take(.raised(.backlog), at: 0)
        _ = board.take(.cleared([.backlog]), at: day - 100)
        #expect(board.take(.tick, at: day) == [])
        #expect(board.take(.raised(.backlog), at: day + 100) == ["reminder backlog@0x2"])
    }

    @Test("however many causes there are, so many are kept")
    func bounded() {
        var rules = AlarmRules()
        rules.mostCauses = 10
        rules.gathering = .zero
        var board = Clocked(rules: rules)
        let told = (0..<100).flatMap { board.take(.raised(.failed("form-\($0)")), at: 1) }
        #expect(told.count == 10)
        _ = board.take(.looked([:]), at: 2)
        #expect(board.take(.tick, at: 302).count == 1, "the end of all of them is one message")
        #expect(board.take(.raised(.failed("form-99")), at: 303) == ["raised failed:form-99@303x1"])
    }

    @Test("whoever is told later gets what stands")
    func summary() {
        var board = Clocked()
        #expect(board.board.summary(at: board.moment(0)) == nil)
        _ = board.take(.raised(.held("a")), at: 1)
        _ = board.take(.raised(.backlog), at: 2)
        _ = board.take(.cleared([.backlog]), at: 3)
        #expect(board.board.summary(at: board.moment(4)).map(board.told) == "standing held:a@1x1")
    }
}
