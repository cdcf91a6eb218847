import Outbox
import Testing

@Suite("Files in every store: known by their keys, as long as a submission has them")
struct FileTests {
    private func file(_ key: String?, _ name: String = "cv.pdf") -> StoredFile {
        StoredFile(key: key, field: "cv", name: name, type: "application/pdf", size: 12, digest: [1, 2])
    }

    private func submission(_ number: Int, _ files: [StoredFile]?) -> NewSubmission {
        var new = NewSubmission(
            id: id(number), form: "apply", state: .pending, receivedAt: moment(Int64(number)),
            contentType: "multipart/form-data; boundary=b", content: [], deal: Array("{}".utf8))
        new.files = files
        return new
    }

    @Test(
        "they are there with their submission, in their order, and go with the last that has them",
        arguments: StoreKind.allCases)
    func kept(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let files = [file("one"), file(nil, ""), file("two", "b.pdf")]
            #expect(
                try await store.append([submission(1, files), submission(2, [file("two")]), submission(3, nil)]) == [
                    .stored, .stored, .stored,
                ])
            #expect(try await store.submission(id(1))?.files == files)
            #expect(try await store.submission(id(3))?.files == [])
            #expect(
                try await store.whole(SubmissionFilter(), bytes: 1 << 20).map(\.submission.files.count) == [0, 1, 3])
            #expect(try await store.file("one") == files[0])
            #expect(try await store.file("none") == nil)
            #expect(try await store.knownFiles(among: ["one", "two", "none"]) == ["one", "two"])
            #expect(try await store.erase([id(1)]).submissions == [id(1)])
            #expect(try await store.knownFiles(among: ["one", "two"]) == ["two"])
        }
    }
}
