import BoardCRM
import Outbox
import Testing

@testable import Bridge

@Suite("What to conclude from what the board shows")
struct LookDecisionTests {
    private static let since = Timestamp(milliseconds: 1_700_000_000_000)
    private let ids = SubmissionIDSource()
    private let known = LookDecisionTests.decision(offset: 0)
    private let zoneless = LookDecisionTests.decision(offset: nil)

    /// By a clock that is `now` seconds after the attempt's beginning.
    private static func decision(
        offset: Int64?, skew: Int64 = 0, now: Int64 = 90, isSteady: Bool = true
    ) -> LookDecision {
        LookDecision(
            certainty: .seconds(60),
            clocks: LookClocks(
                now: since.milliseconds / 1000 + now,
                board: offset.map { BoardTime(offset: $0, learntAt: since.milliseconds / 1000) }, skew: skew
            ) { _ in isSteady })
    }

    private func sought(_ name: String = "Ada", email: String? = "ada@example.com", after: Duration = .zero)
        -> SoughtDeal
    {
        var lead: OrderedValues<LeadAttribute> = [.name: .text(name)]
        if let email { lead[.email] = .text(email) }
        return SoughtDeal(
            id: ids.next(), deal: Deal(lead: Lead(attributes: lead)),
            uncertainty: Uncertainty(since: Self.since + after))
    }

    private func lead(
        _ id: Int64, _ name: String = "Ada", email: String? = "ada@example.com", after seconds: Int64 = 1
    ) throws -> ListedLead {
        var attributes: [LeadAttribute: String] = [.name: name]
        attributes[.email] = email
        return ListedLead(
            id: try #require(Identifier(id)),
            createdAt: DateTime(secondsAsUTC: Self.since.milliseconds / 1000 + seconds), attributes: attributes)
    }

    private func found(_ id: Int64) -> Finding { .found(dealID: nil, leadID: Identifier(id)) }

    @Test("one lead with all that was sent, made since the attempt began, is it")
    func one() throws {
        let one = sought()
        let all = try [lead(1, "Bob"), lead(2), lead(3, email: "other@example.com"), lead(4, after: -3600)]
        #expect(known.byLead(one, .seen(all), .init()) == found(2))
        #expect(known.byLead(one, .seen(try [lead(1, "Bob")]), .init()) == .absent)
        #expect(known.byLead(one, .seen([]), .init()) == .absent)
        // As boards keep them: blanks, case, the signs of a phone number.
        #expect(known.byLead(sought(" ada ", email: "ADA@example.com"), .seen(all), .init()) == found(2))
    }

    @Test("a lead that is another submission's, by what the store knows, is not it")
    func knownLeads() throws {
        #expect(known.byLead(sought(), .seen(try [lead(2)]), .init(leads: [2])) == .absent)
        #expect(known.byLead(sought(), .seen(try [lead(2), lead(5)]), .init(leads: [2])) == found(5))
    }

    @Test("two that are both unknown each have theirs when there are two leads, and nobody knows when there is one")
    func twins() throws {
        let (first, second) = (sought(), sought())
        let both = LookDecision.Known(uncertain: [first, second, sought("Bob")])
        let two = LookDecision.Leads.seen(try [lead(7), lead(6)])
        #expect(known.byLead(first, two, both) == found(6))
        #expect(known.byLead(second, two, both) == found(7))
        guard case .unsettled = known.byLead(first, .seen(try [lead(6)]), both) else {
            Issue.record("one lead for two")
            return
        }
        #expect(known.byLead(first, .seen([]), both) == .absent)
        // One that was uncertain long before has nothing to do with it.
        let old = LookDecision.Known(uncertain: [first, sought(after: .seconds(-7200))])
        #expect(known.byLead(first, .seen(try [lead(6)]), old) == found(6))
    }

    @Test("while another with the same lead is being sent, nothing is concluded from a lead that is there")
    func underWay() throws {
        let one = sought()
        guard case .untold = known.byLead(one, .seen(try [lead(6)]), .init(underWay: [sought().lead])) else {
            Issue.record("concluded")
            return
        }
        #expect(known.byLead(one, .seen(try [lead(6)]), .init(underWay: [sought("Bob").lead])) == found(6))
    }

    @Test(
        "before the board's zone is known every zone is thought of, in whole quarters of an hour",
        arguments: [-43_200, -12_600, 0, 3600, 20_700, 50_400])
    func zones(offset: Int64) throws {
        let board = try lead(3, after: offset + 2)
        #expect(zoneless.byLead(sought(), .seen([board]), .init()) == found(3))
        #expect(zoneless.byLead(sought(), .seen([try lead(3, after: offset + 450)]), .init()) == .absent)
        if offset != 0 { #expect(known.byLead(sought(), .seen([board]), .init()) == .absent) }
        let there = Self.decision(offset: offset)
        #expect(there.byLead(sought(), .seen([board]), .init()) == found(3))
    }

    @Test("a list that cannot be had or read settles nothing, and a deal without a lead has nothing to look for")
    func nothing() throws {
        guard case .untold = known.byLead(sought(), .failed(.neverSent(reason: "no route")), .init()),
            case .unsettled = known.byLead(sought(), .failed(.refused(errors: [], message: nil)), .init()),
            case .unsettled = known.byLead(sought(), .failed(.unreadable), .init()),
            case .unsettled = known.byLead(sought(), .unreadable("no order"), .init()),
            case .unsettled = known.byLead(
                SoughtDeal(id: ids.next(), deal: Deal(), uncertainty: Uncertainty(since: Self.since)), .seen([]),
                .init())
        else {
            Issue.record("something was concluded")
            return
        }
    }

    @Test("by the id in the export: once, more than once, not at all")
    func export() throws {
        let one = sought()
        let other = ids.next().description
        func table(_ rows: [String]...) -> LookDecision.Export {
            .table(DealsByReference(ExportedTable(rows: [["ID", "Ref"]] + rows)))
        }
        func look(_ export: LookDecision.Export) -> LookDecision.ByReference { LookDecision.byReference(one, export) }
        let id = one.id.description
        #expect(look(table(["412", other], ["413", id])) == .found(Identifier(413)))
        #expect(look(table(["413", id], ["413", id])) == .found(Identifier(413)))
        #expect(look(table(["412", other])) == .absent(isProven: true))
        #expect(look(table(["412", "something"])) == .absent(isProven: false))
        #expect(look(.table(DealsByReference(ExportedTable(rows: [])))) == .absent(isProven: false))
        guard case .decided(.unsettled) = look(table(["413", id], ["414", id])),
            case .unknown = look(.failed(.unreadable))
        else {
            Issue.record("concluded")
            return
        }
    }

    @Test(
        "not in the export counts when the export shows ids of ours or the leads agree; a lead that is there makes it wait"
    )
    func absent() {
        let lead = found(6)
        let (untold, unsettled) = (Finding.untold(reason: "x"), Finding.unsettled(reason: "y"))
        #expect(LookDecision.absent(isProven: true, byLead: .absent) == .absent)
        #expect(LookDecision.absent(isProven: false, byLead: .absent) == .absent)
        #expect(LookDecision.absent(isProven: true, byLead: unsettled) == .absent)
        #expect(LookDecision.absent(isProven: false, byLead: unsettled) == unsettled)
        #expect(LookDecision.absent(isProven: true, byLead: untold) == untold)
        #expect(LookDecision.absent(isProven: false, byLead: lead) == lead)
        guard case .untold = LookDecision.absent(isProven: true, byLead: lead) else {
            Issue.record("concluded")
            return
        }
    }

    @Test(
        "by a clock that is wrong the lead is found where the board's server says what time it is",
        arguments: [-2 * 86_400, -86_400 - 1234, 7200, 400 * 86_400])
    func wrongClock(skew: Int64) throws {
        let board = Self.decision(offset: 3600, skew: skew, isSteady: false)
        #expect(board.byLead(sought(), .seen([try lead(3, after: skew + 3600 + 2)]), .init()) == found(3))
        #expect(board.byLead(sought(), .seen([]), .init()) == .absent)
    }

    @Test("where the clock may have been set since, a lead of another time is taken neither for it nor for none")
    func setClock() throws {
        let day: Int64 = 86_400
        func isUnsettled(_ decision: LookDecision, _ after: Int64, leads: Set<Int64> = []) throws -> Bool {
            let finding = decision.byLead(sought(), .seen([try lead(3, after: after)]), .init(leads: leads))
            if case .unsettled = finding { return true }
            #expect(finding == .absent)
            return false
        }
        // It was two days ahead, and was set back: the attempt is to come.
        let back = Self.decision(offset: 0, now: -2 * day, isSteady: false)
        #expect(try isUnsettled(back, -2 * day - 5))
        #expect(try isUnsettled(back, -8 * day))
        #expect(try !isUnsettled(back, -10 * day))
        #expect(try !isUnsettled(back, -2 * day - 5, leads: [3]))
        // It was behind, and is right by now, or time has passed: nobody watched.
        let unwatched = Self.decision(offset: 0, now: 400 * day, isSteady: false)
        #expect(try isUnsettled(unwatched, 400 * day - 5))
        #expect(try !isUnsettled(unwatched, -day))
        // It was watched.
        #expect(try !isUnsettled(Self.decision(offset: 0, now: 400 * day), 400 * day - 5))
    }

    @Test(
        "where no zone can have changed since it was learnt, a look is of the minute, and else of an hour more at both ends"
    )
    func oldLesson() throws {
        // 1,700,000,000 is 800 s after a full half hour.
        let stamped = Self.since.milliseconds / 1000
        func window(learntAt: Int64, isSteady: Bool = true) -> LookWindow {
            let board = BoardTime(offset: 3600, learntAt: learntAt)
            let clocks = LookClocks(now: stamped + 5, board: board) { _ in isSteady }
            return LookWindow(since: Self.since, certainty: .seconds(60), clocks: clocks)
        }
        func made(_ seconds: Int64) throws -> DateTime { try #require(DateTime(secondsAsUTC: stamped + seconds)) }
        let fresh = window(learntAt: stamped - 700)
        #expect(try fresh.start == made(3600 - 20) && fresh.end == made(3600 + 61 + 20))
        #expect(try fresh.mayHold(made(3600 + 2)) && !fresh.mayHold(made(7200 + 2)) && !fresh.mayHold(made(2)))
        let unwatched = window(learntAt: stamped - 700, isSteady: false)
        #expect(try unwatched.start == made(3600 - 120))
        let old = window(learntAt: stamped - 900)
        #expect(try old.start == made(-20) && old.end == made(7200 + 61 + 20))
        #expect(try old.mayHold(made(3600 + 2)) && old.mayHold(made(7200 + 2)) && old.mayHold(made(2)))
        #expect(try !old.mayHold(made(3000)))
        // Learnt after it.
        #expect(try window(learntAt: stamped + 900).start == made(3600 - 20))
        #expect(try window(learntAt: stamped + 1100).start == made(-20))
    }

    @Test("those of one time are one export, and those of another day another")
    func batch() {
        let clocks = LookClocks(
            now: Self.since.milliseconds / 1000, board: BoardTime(offset: 0, learntAt: Self.since.milliseconds / 1000))
        let windows = [0, 86_400, 5, 86_410].map { after -> LookWindow? in
            LookWindow(since: Self.since + .seconds(after), certainty: .seconds(60), clocks: clocks)
        }
        let groups = LookBatch(windows + [nil]).groups
        #expect(groups.map(\.members) == [[0, 2], [1, 3]])
        #expect(LookBatch([]).groups.isEmpty && LookBatch([nil]).groups.isEmpty)
    }

    @Test("a clock is unset since a moment that was watched, and not since one before a jump or to come")
    func unset() {
        let start = Timestamp(milliseconds: 1_000_000)
        var time = SteadyTime(wall: start, monotonic: .zero)
        time.look(wall: start + .seconds(100), monotonic: .seconds(100))
        #expect(time.isUnset(since: start) && time.isUnset(since: start + .seconds(50)))
        #expect(!time.isUnset(since: start + .seconds(-1)) && !time.isUnset(since: start + .seconds(200)))
        let isBack = time.look(wall: start + .seconds(50), monotonic: .seconds(101))
        #expect(isBack && !time.isUnset(since: start + .seconds(40)))
        let isForward = time.look(wall: start + .seconds(500), monotonic: .seconds(102))
        #expect(!isForward && time.isUnset(since: start + .seconds(500)))
    }

    @Test("a watch goes on over a restart where both clocks went on alike, and not over a start of the machine")
    func overRestart() {
        let start = Timestamp(milliseconds: 1_000_000)
        var time = SteadyTime(wall: start, monotonic: .zero)
        time.look(wall: start + .seconds(100), monotonic: .seconds(100))
        let text = time.kept(uptime: .seconds(5000))
        func later(wall: Int, uptime: Int, _ text: String = text) -> SteadyTime {
            var later = SteadyTime(wall: start + .seconds(wall), monotonic: .zero)
            later.goOn(from: text, uptime: .seconds(uptime))
            return later
        }
        let same = later(wall: 160, uptime: 5060)
        #expect(same.isUnset(since: start) && !same.isUnset(since: start + .seconds(-1)))
        #expect(same.hasPassed(.seconds(60), since: start + .seconds(90)))
        // It was set by a minute meanwhile, either way; the machine was started anew; it is another text.
        for other in [
            later(wall: 220, uptime: 5060), later(wall: 100, uptime: 5060), later(wall: 160, uptime: 20),
            later(wall: 160, uptime: 5060, "1 2"), later(wall: 160, uptime: 5060, ""),
        ] {
            #expect(!other.isUnset(since: start + .seconds(50)))
        }
        let young = time.kept(uptime: .seconds(5))
        #expect(!later(wall: 160, uptime: 65, young).isUnset(since: start))
    }

    @Test("time has passed when a clock that nobody set meanwhile says so")
    func steady() {
        let start = Timestamp(milliseconds: 1_000_000)
        var time = SteadyTime(wall: start, monotonic: .zero)
        func look(wall: Int, monotonic: Int) {
            time.look(wall: start + .seconds(wall), monotonic: .seconds(monotonic))
        }
        look(wall: 59, monotonic: 59)
        #expect(!time.hasPassed(.seconds(60), since: start))
        look(wall: 60, monotonic: 60)
        #expect(time.hasPassed(.seconds(60), since: start))
        // Set an hour forward: for a minute nothing is believed.
        look(wall: 3661, monotonic: 61)
        #expect(!time.hasPassed(.seconds(60), since: start + .seconds(61)))
        look(wall: 3721, monotonic: 121)
        #expect(time.hasPassed(.seconds(60), since: start + .seconds(61)))
        // Set back: what seems to lie ahead is past, after a minute.
        look(wall: 122, monotonic: 122)
        #expect(!time.hasPassed(.seconds(60), since: start + .seconds(3700)))
        look(wall: 182, monotonic: 182)
        #expect(time.hasPassed(.seconds(60), since: start + .seconds(3700)))
    }
}
