import Outbox
import Testing

@Suite("Lists and counts, in every store")
struct ListTests {
    /// Sixty submissions: every state and three forms, evenly mixed.
    private func fill(_ store: any SubmissionStore) async throws {
        let states = SubmissionState.allCases
        let forms = ["contact", "jobs", "callback"]
        let batch = (1...60).map { number in
            sample(number, form: forms[number % 3], state: states[number % states.count])
        }
        _ = try await store.append(batch)
    }

    @Test("newest first, page by page, nothing twice, nothing left out", arguments: StoreKind.allCases)
    func pages(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            try await fill(store)
            var filter = SubmissionFilter(limit: 7)
            var seen: [SubmissionID] = []
            while true {
                let page = try await store.list(filter)
                #expect(page.count <= 7)
                seen += page.map(\.id)
                guard let last = page.last else { break }
                filter.before = last.id
            }
            #expect(seen == (1...60).reversed().map { id($0) })
        }
    }

    @Test("every set of states and form shows what it should", arguments: StoreKind.allCases)
    func filters(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            try await fill(store)
            let all = try await store.list(SubmissionFilter(limit: 1000))
            #expect(all.count == 60)
            let sets: [Set<SubmissionState>?] =
                [nil, [], Set(SubmissionState.allCases), SubmissionState.needingAPerson, [.pending, .delivered]]
                + SubmissionState.allCases.map { [$0] }
            for states in sets {
                for form in [nil, "contact", "jobs", "unknown"] {
                    for before in [nil, id(31)] {
                        let filter = SubmissionFilter(states: states, form: form, limit: 5, before: before)
                        let expected = all.filter { summary in
                            states?.contains(summary.state) != false && (form == nil || form == summary.form)
                                && (before == nil || summary.id < id(31))
                        }
                        #expect(try await store.list(filter) == Array(expected.prefix(5)))
                    }
                }
            }
        }
    }

    @Test(
        "a pending list is in the order of arrival, however it is due, with what is under way",
        arguments: StoreKind.allCases)
    func pendingList(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1, at: 130), sample(2, at: 100), sample(3, at: 120)])
            _ = try await store.claimDue(at: moment(100), limit: 1)
            let page = try await store.list(SubmissionFilter(states: [.pending], limit: 2))
            #expect(page.map(\.id) == [id(3), id(2)])
            #expect(page.map(\.attemptStartedAt) == [nil, moment(100)])
        }
    }

    @Test("counts follow every change, of one form and of all", arguments: StoreKind.allCases)
    func counts(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            #expect(try await store.counts().total == 0)
            try await fill(store)
            let all = try await store.list(SubmissionFilter(limit: 1000))
            for form in [nil, "contact", "jobs", "callback", "unknown"] {
                let counts = try await store.counts(form: form)
                for state in SubmissionState.allCases {
                    let expected = all.filter { $0.state == state && (form == nil || $0.form == form) }.count
                    #expect(counts[state] == expected)
                }
            }
            #expect(try await store.counts().total == 60)
            #expect(try await store.latestID() == id(60))
        }
    }
}
