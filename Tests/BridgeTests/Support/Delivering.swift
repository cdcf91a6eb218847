import BoardCRM
import Bridge
import Mapping
import Outbox
import Telemetry
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
    func submit(_ count: Int = 1, deal: [UInt8]? = nil) async throws -> [SubmissionID] {
        let batch = (1...count).map { number in
            NewSubmission(
                id: ids.next(), form: "contact", state: .pending, receivedAt: .now, requestID: "r", contentType: "",
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

/// Runs a body beside a courier that calls a script, and stops the courier.
func delivering(
    inFlight: Int = 4, policy: RetryPolicy = .schedule([]), log: Log = .silent, files: [String: String]? = nil,
    call: @escaping Courier.Call, _ body: (Delivery) async throws -> Void
) async throws {
    let settings = IntakeSettings(forms: try forms(files ?? ["contact": contactForm]), limits: LimitSettings())
    let store = WatchedStore()
    let courier = Courier(
        store: store, settings: settings, policy: policy, inFlight: inFlight, log: log, call: call)
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
