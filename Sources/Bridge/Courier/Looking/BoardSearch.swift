internal import BoardCRM
internal import Outbox
internal import Synchronization

/// Looks on one board for deals that may be there, many at a time: one export for those of one time, and one walk through the newest leads.
struct BoardSearch: Sendable {
    /// Told of a finding as soon as it is there, by the deal's place among those that are looked for.
    typealias Told = @Sendable (Int, Finding) -> Void

    private let board: any Board
    private let store: any SubmissionStore
    private let certainty: Duration
    private let isSteady: @Sendable (Timestamp) -> Bool
    private let underWay: @Sendable () -> [[OrderedValues<LeadAttribute>.Entry]]
    private let turn: @Sendable () async -> CallFailure?
    private let places: @Sendable (Int) -> Int
    private let giveBack: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - certainty: how long after an attempt's beginning the board may still make something of it.
    ///   - isSteady: whether our clock has gone on unset since a moment.
    ///   - underWay: the leads of deals that are being sent, until the store knows what came of them.
    ///   - turn: waits until one more call may be made; gives a failure where none may be made for now.
    ///   - places: takes up to so many places for calls that go together, beside the one that a round of looks has.
    ///   - giveBack: gives so many of them back.
    init(
        board: any Board, store: any SubmissionStore, certainty: Duration,
        isSteady: @escaping @Sendable (Timestamp) -> Bool,
        underWay: @escaping @Sendable () -> [[OrderedValues<LeadAttribute>.Entry]],
        turn: @escaping @Sendable () async -> CallFailure?, places: @escaping @Sendable (Int) -> Int,
        giveBack: @escaping @Sendable (Int) -> Void
    ) {
        self.board = board
        self.store = store
        self.certainty = certainty
        self.isSteady = isSteady
        self.underWay = underWay
        self.turn = turn
        self.places = places
        self.giveBack = giveBack
    }

    /// Looks for all of them; every one is told of once.
    func look(for batch: [SoughtDeal], told: @escaping Told) async {
        var exports = [LookDecision.Export](repeating: .none, count: batch.count)
        for group in groups(of: batch) {
            let export = await export(group)
            for member in group.members { exports[member] = export }
        }
        var found: [(place: Int, deal: Identifier?)] = []
        var open: [(place: Int, isProven: Bool)] = []
        for (place, sought) in batch.enumerated() {
            switch LookDecision.byReference(sought, exports[place]) {
            case .decided(let finding): told(place, finding)
            case .found(let deal): found.append((place, deal))
            case .absent(let isProven): open.append((place, isProven))
            case .unknown(_, let failure):
                // A board that does not answer at all is not asked for its leads too.
                if let silence = failure.flatMap(Self.silence) {
                    told(place, silence)
                } else {
                    open.append((place, false))
                }
            }
        }
        await tell(found, told)
        await lookByLead(for: batch, open, told)
    }

    /// Tells what was found, with the leads, which the board is asked for several at a time.
    private func tell(_ found: [(place: Int, deal: Identifier?)], _ told: @escaping Told) async {
        let more = found.count > 1 ? places(found.count - 1) : 0
        await withDiscardingTaskGroup { group in
            let rows = Rows(found)
            for _ in 0...more {
                group.addTask {
                    while let (place, deal) = rows.next() {
                        told(place, .found(dealID: deal, leadID: await lead(of: deal)))
                    }
                }
            }
        }
        if more > 0 { giveBack(more) }
    }

    /// What several take from, one after the other.
    private final class Rows: Sendable {
        private let rest: Mutex<ArraySlice<(place: Int, deal: Identifier?)>>
        init(_ all: [(place: Int, deal: Identifier?)]) { rest = Mutex(all[...]) }
        func next() -> (place: Int, deal: Identifier?)? { rest.withLock { $0.popFirst() } }
    }

    private func lookByLead(for batch: [SoughtDeal], _ open: [(place: Int, isProven: Bool)], _ told: Told) async {
        guard !open.isEmpty else { return }
        let sought = open.map { batch[$0.place] }
        let leads = await leads(for: sought)
        // By what the answers showed of the clocks.
        let decision = LookDecision(certainty: certainty, clocks: clocks)
        let known = await known(of: sought, leads, decision)
        for (place, isProven) in open {
            guard case .success(let known) = known else {
                told(place, .untold(reason: "the store cannot be asked whose leads these are"))
                continue
            }
            let byLead = decision.byLead(batch[place], leads, known)
            let finding =
                batch[place].uncertainty.reference == nil
                ? byLead : LookDecision.absent(isProven: isProven, byLead: byLead)
            told(place, finding)
        }
    }

    /// What failures say of the board as a whole.
    private static func silence(_ failure: CallFailure) -> Finding? {
        switch failure {
        case .refused, .unreadable: nil
        default: .untold(reason: "the board's export: \(failure.reason)", failure: failure)
        }
    }

    private func export(_ group: LookBatch.Group) async -> LookDecision.Export {
        switch await persistently({ await self.board.exportDeals(from: group.start, to: group.end) }) {
        case .success(let table): .table(DealsByReference(table))
        case .failure(let failure): .failed(failure)
        }
    }

    private var clocks: LookClocks {
        LookClocks(
            now: Timestamp.now.milliseconds / 1000, board: board.clock.lesson, skew: board.clock.skew,
            isSteady: isSteady)
    }

    private func groups(of batch: [SoughtDeal]) -> [LookBatch.Group] {
        let clocks = clocks
        let windows = batch.map { sought -> LookWindow? in
            guard sought.uncertainty.reference != nil else { return nil }
            return LookWindow(since: sought.uncertainty.since, certainty: certainty, clocks: clocks)
        }
        return LookBatch(windows).groups
    }

    /// Asks again at once, a few times, where the line failed: what is asked changes nothing, and a list of many pages would else have to
    /// be begun anew for each failure.
    private func persistently<Value>(
        _ ask: () async -> Result<Value, CallFailure>
    ) async -> Result<Value, CallFailure> {
        var failed: CallFailure?
        for _ in 0...Self.furtherTries {
            if let failure = await turn() { return .failure(failure) }
            let answer = await ask()
            guard case .failure(let failure) = answer else { return answer }
            switch failure {
            case .neverSent, .uncertain: failed = failure
            default: return answer
            }
        }
        return .failure(failed ?? .unreadable)
    }

    private static let furtherTries = 3

    private func lead(of deal: Identifier?) async -> Identifier? {
        guard let deal, await turn() == nil, case .success(let lead) = await board.lead(of: deal) else { return nil }
        return lead
    }

    private func leads(for batch: [SoughtDeal]) async -> LookDecision.Leads {
        let clocks = clocks
        let starts = batch.map { LookWindow(since: $0.uncertainty.since, certainty: certainty, clocks: clocks).start }
        guard let start = starts.min() else { return .seen([]) }
        var walk = LeadWalk(since: start)
        var step = walk.beginning
        while true {
            switch step {
            case .done: return .listed(LeadIndex(walk.seen.values))
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
        guard case .listed(let leads) = leads else { return .success(LookDecision.Known()) }
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
