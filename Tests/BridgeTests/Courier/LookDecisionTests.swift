import BoardCRM
import Outbox
import Testing

@testable import Bridge

@Suite("What to conclude from what the board shows")
struct LookDecisionTests {
    private static let since = Timestamp(milliseconds: 1_700_000_000_000)
    private let ids = SubmissionIDSource()
    private let known = LookDecision(certainty: .seconds(60), offset: 0)
    private let zoneless = LookDecision(certainty: .seconds(60), offset: nil)

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
        let there = LookDecision(certainty: .seconds(60), offset: offset)
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
        func table(_ rows: [String]...) -> LookDecision.Export { .table(ExportedTable(rows: [["ID", "Ref"]] + rows)) }
        func look(_ export: LookDecision.Export) -> LookDecision.ByReference { LookDecision.byReference(one, export) }
        let id = one.id.description
        #expect(look(table(["412", other], ["413", id])) == .found(Identifier(413)))
        #expect(look(table(["413", id], ["413", id])) == .found(Identifier(413)))
        #expect(look(table(["412", other])) == .absent(isProven: true))
        #expect(look(table(["412", "something"])) == .absent(isProven: false))
        #expect(look(.table(ExportedTable(rows: []))) == .absent(isProven: false))
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
