import BoardCRM
import Bridge
import Mapping
import Outbox
import Telemetry
import Testing
import Wire

/// A courier at work on a store, as a test talks to it.
struct Delivery: Sendable {
    let store: WatchedStore
    let courier: Courier
    private let ids = SubmissionIDSource()

    init(store: WatchedStore, courier: Courier) {
        self.store = store
        self.courier = courier
    }

    /// Stores so many submissions of the contact form, whose leads are called 1, 2, 3 …, and wakes the courier.
    @discardableResult
    func submit(
        _ count: Int = 1, deal: [UInt8]? = nil, form: String = "contact"
    ) async throws -> [SubmissionID] {
        let batch = (1...count).map { number in
            NewSubmission(
                id: ids.next(), form: form, state: .pending, receivedAt: .now, requestID: "r", contentType: "",
                headers: [], query: [], clientAddress: "", content: [],
                deal: deal ?? MappedDeal(deal: .named("\(number)")).encoded(), reason: nil, problems: nil,
                repeatKey: nil)
        }
        _ = try await store.append(batch)
        courier.wake()
        return batch.map(\.id)
    }

    /// Waits until so many attempts have ended.
    @discardableResult
    func ended(_ count: Int) async throws -> [WatchedStore.Recorded] {
        try await store.recorded.wait(count: count)
    }
}

extension Deal {
    /// A deal in column 1287, with a lead of this name.
    static func named(_ name: String) -> Deal {
        Deal(columnID: Identifier(1287), lead: Lead(attributes: [.name: .text(name)]))
    }

    /// What the lead is called.
    var leadName: String? { lead?.attributes[.name]?.formText }
}

/// A board that makes deals by a closure, and shows nothing.
struct ScriptedBoard: Board {
    typealias Call = @Sendable (Deal) async -> CallOutcome

    let clock = BoardClock()
    let call: Call

    func createDeal(_ deal: Deal, notAfter deadline: ContinuousClock.Instant?) async -> CallOutcome { await call(deal) }
    func leads(page: Int, limit: Int) async -> Result<LeadPage, CallFailure> {
        .failure(.refused(errors: [], message: nil))
    }
    func exportDeals(from start: DateTime, to end: DateTime) async -> Result<ExportedTable, CallFailure> {
        .failure(.refused(errors: [], message: nil))
    }
    func lead(of deal: Identifier) async -> Result<Identifier?, CallFailure> { .success(nil) }
}

extension CourierSettings {
    /// One board for all forms, and no time to lose.
    static func trial(
        _ board: any Board, policy: RetryPolicy, inFlight: Int, reference: String? = nil
    ) throws -> CourierSettings {
        let token = try #require(Secret("trial"))
        var settings = CourierSettings(lanes: [
            CourierLane(
                name: "boardbridge.yaml", token: token, forms: .all, reference: reference.flatMap { Alias($0) },
                board: board)
        ])
        settings.policy = policy
        settings.inFlight = inFlight
        settings.callTime = .milliseconds(100)
        settings.settling = .zero
        return settings
    }
}

/// Runs a body beside a courier that calls a script, and stops the courier.
func delivering(
    inFlight: Int = 4, policy: RetryPolicy = .schedule([]), log: Log = .silent, files: [String: String]? = nil,
    call: @escaping ScriptedBoard.Call, _ body: (Delivery) async throws -> Void
) async throws {
    let settings = try CourierSettings.trial(ScriptedBoard(call: call), policy: policy, inFlight: inFlight)
    try await delivering(settings, log: log, files: files) { delivery in try await body(delivery) }
}

/// Runs a body beside a courier with these settings, and stops the courier.
func delivering(
    _ settings: CourierSettings, log: Log = .silent, files: [String: String]? = nil,
    alarm: @escaping @Sendable (CourierAlarm) -> Void = { _ in }, _ body: (Delivery) async throws -> Void
) async throws {
    let forms = IntakeSettings(forms: try forms(files ?? ["contact": contactForm]), limits: LimitSettings())
    let store = WatchedStore()
    let courier = Courier(store: store, forms: forms, settings: settings, log: log, alarm: alarm)
    let running = Task { await courier.run() }
    do {
        try await body(Delivery(store: store, courier: courier))
    } catch {
        courier.stop()
        await running.value
        throw error
    }
    courier.stop()
    await running.value
}

let pauseless = RetryPolicy.schedule([.milliseconds(1), .milliseconds(1)])
