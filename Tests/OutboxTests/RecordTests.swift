import Outbox
import Testing

@Suite("Recorded posts, in every store: the newest few of each form")
struct RecordTests {
    private func post(_ number: Int, form: String = "webhook", content: String = "{}") -> RecordedPost {
        RecordedPost(
            requestID: "request-\(form)-\(number)", form: form, receivedAt: moment(Int64(number)), status: 200,
            reason: "unfit", headers: Array(#"[["Host","example.com"]]"#.utf8), query: Array("a=b".utf8),
            contentType: "application/json", content: Array(content.utf8), contentSize: 9)
    }

    @Test("of each form the newest, and none twice", arguments: StoreKind.allCases)
    func newest(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            try await store.keep((1...5).map { post($0) }, most: 3)
            try await store.keep([post(1, form: "other"), post(5)], most: 3)
            #expect(try await store.recordedPosts(of: "webhook") == [5, 4, 3].map { post($0) })
            #expect(try await store.recordedPosts(of: nil).count == 4)
            try await store.keep([post(6)], most: 2)
            #expect(try await store.recordedPosts(of: "webhook").map(\.requestID) == [6, 5].map { post($0).requestID })
            #expect(try await store.eraseRecorded([post(6).requestID, "none"]) == 1)
            #expect(try await store.recordedPosts(of: "webhook") == [post(5)])
        }
    }

    @Test("they go when discarded submissions go", arguments: StoreKind.allCases)
    func retention(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            try await store.keep([post(1), post(5000)], most: 9)
            let retention = Retention([.discarded: .after(.seconds(2))])
            _ = try await store.tidy(retention, at: moment(6000))
            #expect(try await store.recordedPosts(of: nil) == [post(5000)])
        }
    }
}
