internal import BoardCRM
internal import Outbox

/// Looks on one board for deals that may be there. All that are sought at one time share one look: an export, and the newest leads.
actor BoardSearch {
    private typealias Waiter = (sought: SoughtDeal, continuation: CheckedContinuation<Finding, Never>)

    private let board: any Board
    private let store: any SubmissionStore
    private let certainty: Duration
    private let isSteady: @Sendable (Timestamp) -> Bool
    private let underWay: @Sendable () -> [[OrderedValues<LeadAttribute>.Entry]]
    private var waiting: [Waiter] = []
    private var isLooking = false

    /// - Parameters:
    ///   - certainty: how long after an attempt's beginning the board may still make something of it.
    ///   - isSteady: whether our clock has gone on unset since a moment.
    ///   - underWay: the leads of deals that are being sent, until the store knows what came of them.
    init(
        board: any Board, store: any SubmissionStore, certainty: Duration,
        isSteady: @escaping @Sendable (Timestamp) -> Bool,
        underWay: @escaping @Sendable () -> [[OrderedValues<LeadAttribute>.Entry]]
    ) {
        self.board = board
        self.store = store
        self.certainty = certainty
        self.isSteady = isSteady
        self.underWay = underWay
    }

    /// Looks for one deal, with all others that wait; a look that had begun before does not count.
    func look(for sought: SoughtDeal) async -> Finding {
        await withCheckedContinuation { continuation in
            waiting.append((sought, continuation))
            if !isLooking {
                isLooking = true
                Task { await lookForAll() }
            }
        }
    }

    private func lookForAll() async {
        while !waiting.isEmpty {
            let batch = waiting
            waiting = []
            let findings = await look(for: batch.map(\.sought))
            for (waiter, finding) in zip(batch, findings) { waiter.continuation.resume(returning: finding) }
        }
        isLooking = false
    }

    private func look(for batch: [SoughtDeal]) async -> [Finding] {
        let export = await export(of: batch.filter { $0.uncertainty.reference != nil })
        var findings: [Finding?] = []
        var proofs: [Bool] = []
        for sought in batch {
            var isProven = false
            switch LookDecision.byReference(sought, sought.uncertainty.reference == nil ? .none : export) {
            case .decided(let finding): findings.append(finding)
            case .found(let deal):
                findings.append(.found(dealID: deal, leadID: await lead(of: deal)))
            case .absent(let proof):
                isProven = proof
                findings.append(nil)
            case .unknown(_, let failure):
                // A board that does not answer at all is not asked for its leads too.
                findings.append(failure.flatMap(Self.silence))
            }
            proofs.append(isProven)
        }
        let open = zip(batch, findings).filter { $0.1 == nil }.map(\.0)
        guard !open.isEmpty else { return findings.compactMap { $0 } }
        let leads = await leads(for: open)
        // By what the answers showed of the clocks.
        let decision = LookDecision(certainty: certainty, clocks: clocks)
        let known = await known(of: open, leads, decision)
        return batch.indices.map { index in
            if let finding = findings[index] { return finding }
            guard case .success(let known) = known else {
                return .untold(reason: "the store cannot be asked whose leads these are")
            }
            let byLead = decision.byLead(batch[index], leads, known)
            return batch[index].uncertainty.reference == nil
                ? byLead : LookDecision.absent(isProven: proofs[index], byLead: byLead)
        }
    }

    /// What failures say of the board as a whole.
    private static func silence(_ failure: CallFailure) -> Finding? {
        switch failure {
        case .refused, .unreadable: nil
        default: .untold(reason: "the board's export: \(failure.reason)", failure: failure)
        }
    }

    private func export(of batch: [SoughtDeal]) async -> LookDecision.Export {
        let windows = windows(of: batch)
        guard let start = windows.map(\.start).min(), let end = windows.map(\.end).max() else { return .none }
        switch await persistently({ await self.board.exportDeals(from: start, to: end) }) {
        case .success(let table): return .table(table)
        case .failure(let failure): return .failed(failure)
        }
    }

    private var clocks: LookClocks {
        LookClocks(
            now: Timestamp.now.milliseconds / 1000, offset: board.clock.offset, skew: board.clock.skew,
            isSteady: isSteady)
    }

    private func windows(of batch: [SoughtDeal]) -> [LookWindow] {
        let clocks = clocks
        return batch.map { LookWindow(since: $0.uncertainty.since, certainty: certainty, clocks: clocks) }
    }

    /// Asks again at once, a few times, where the line failed: what is asked changes nothing, and a list of many pages would else have to
    /// be begun anew for each failure.
    private func persistently<Value>(
        _ ask: () async -> Result<Value, CallFailure>
    ) async -> Result<Value, CallFailure> {
        var answer = await ask()
        for _ in 1...Self.furtherTries {
            guard case .failure(let failure) = answer else { break }
            switch failure {
            case .neverSent, .uncertain: answer = await ask()
            default: return answer
            }
        }
        return answer
    }

    private static let furtherTries = 3

    private func lead(of deal: Identifier?) async -> Identifier? {
        guard let deal, case .success(let lead) = await board.lead(of: deal) else { return nil }
        return lead
    }

    private func leads(for batch: [SoughtDeal]) async -> LookDecision.Leads {
        let starts = windows(of: batch).map(\.start)
        guard let start = starts.min() else { return .seen([]) }
        var walk = LeadWalk(since: start)
        var step = walk.beginning
        while true {
            switch step {
            case .done: return .seen(Array(walk.seen.values))
            case .unreadable(let reason): return .unreadable(reason)
            case .ask(let page):
                switch await persistently({ await self.board.leads(page: page, limit: LeadWalk.pageSize) }) {
                case .failure(let failure): return .failed(failure)
                case .success(let answer): step = walk.take(answer)
                }
            }
        }
    }

    /// What the store knows of the leads that may be meant. Asked after the board: a lead that was made and recorded meanwhile is known.
    private func known(
        of batch: [SoughtDeal], _ leads: LookDecision.Leads, _ decision: LookDecision
    ) async -> Result<LookDecision.Known, StoreError> {
        guard case .seen(let leads) = leads else { return .success(LookDecision.Known()) }
        let candidates = Set(batch.flatMap { decision.candidates(for: $0, leads) }.map(\.id.value))
        guard !candidates.isEmpty else { return .success(LookDecision.Known()) }
        let underWay = underWay()
        do {
            let uncertain = try await store.uncertain().compactMap(SoughtDeal.init)
            let known = try await store.knownLeads(among: candidates)
            return .success(LookDecision.Known(leads: known, uncertain: uncertain, underWay: underWay))
        } catch {
            return .failure(error)
        }
    }
}
