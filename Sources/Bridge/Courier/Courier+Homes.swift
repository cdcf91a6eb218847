internal import Outbox
internal import Synchronization
internal import Telemetry

/// What waits of forms that the configuration does not know any more, and that had a board of their own.
extension Courier {
    /// Finds out by which token each form's submissions go, before any is claimed, and holds those that none leads to the board of.
    func findHomes() async throws(StoreError) {
        if desk.withLock({ $0.homes == nil }) {
            let kept = FormBoards(text: try await store.note(FormBoards.name) ?? "")
            let lanes = desk.withLock { $0.lanes }
            let news = desk.withLock { $0.boards(after: kept) }
            if let news { try await store.keep(news.text, as: FormBoards.name) }
            desk.withLock { desk in
                // Another configuration that came meanwhile is looked at next.
                if desk.lanes.elementsEqual(lanes, by: ===) { desk.settle(news ?? kept) }
            }
        }
        let homeless = desk.withLock { $0.homes?.homeless ?? [] }
        if !homeless.isEmpty { try await hold(homeless) }
    }

    /// So many are held together.
    private static let heldTogether = 100

    private func hold(_ forms: Set<String>) async throws(StoreError) {
        while true {
            let request = desk.withLock { desk in
                desk.request(for: .only(forms), Self.heldTogether, owner: owner, at: .now)
            }
            let claims = try await store.claim(request)
            for (index, claim) in claims.enumerated() {
                do throws(StoreError) {
                    let attempt = Attempt(
                        number: claim.number, startedAt: claim.startedAt, endedAt: .now, outcome: .notTold)
                    try await store.record(
                        attempt, of: claim, then: .held(reason: Self.homeless(claim.form), for: claim.uncertainty))
                } catch {
                    await giveBack(Array(claims[index...]))
                    throw error
                }
                log.line(.error, "held, since its form is gone") { line in
                    line.add("id", claim.id.description)
                    line.add("form", claim.form)
                }
                tell(.held(form: claim.form))
            }
            if claims.count < Self.heldTogether { return }
        }
    }

    private static func homeless(_ form: String) -> String {
        "forms/\(form).yaml is gone, and with it the token of the board that this is for: bring it back and retry, "
            + "or write one without crm, and it goes to the board of boardbridge.yaml"
    }
}
