import Outbox
import Testing

@Suite("Appending, in every store")
struct AppendTests {
    @Test("what is appended is read back whole", arguments: StoreKind.allCases)
    func readBack(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let content = "name=Zo\u{EB}&note=" + String(repeating: "x", count: 9000)
            let new = sample(1, content: content, repeatKey: "k1")
            #expect(try await store.append([new]) == [.stored])
            let found = try #require(try await store.submission(new.id))
            #expect(found.id == new.id)
            #expect(found.form == "contact")
            #expect(found.state == .pending)
            #expect(found.receivedAt == new.receivedAt)
            #expect(found.changedAt == new.receivedAt)
            #expect(found.dueAt == new.receivedAt)
            #expect(found.attemptStartedAt == nil)
            #expect(found.attempts == 0)
            #expect(found.dealID == nil && found.leadID == nil)
            #expect(found.requestID == new.requestID)
            #expect(found.contentType == new.contentType)
            #expect(found.headers == new.headers)
            #expect(found.query == new.query)
            #expect(found.clientAddress == new.clientAddress)
            #expect(found.content == new.content)
            #expect(found.contentSize == new.content.count)
            #expect(found.deal == new.deal)
            #expect(found.repeatKey == new.repeatKey)
            #expect(found.reason == nil && found.problems == nil)
            #expect(try await store.attempts(of: new.id).isEmpty)
        }
    }

    @Test("empty parts come back empty, and missing ones missing", arguments: StoreKind.allCases)
    func emptyParts(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let new = NewSubmission(
                id: id(1), form: "f", state: .unmapped, receivedAt: moment(5), content: [], reason: "no rule fits",
                problems: Array("[]".utf8))
            #expect(try await store.append([new]) == [.stored])
            let found = try #require(try await store.submission(new.id))
            #expect(found.content.isEmpty && found.headers.isEmpty && found.query.isEmpty)
            #expect(found.requestID.isEmpty && found.contentType.isEmpty && found.clientAddress.isEmpty)
            #expect(found.deal == nil && found.repeatKey == nil)
            #expect(found.reason == "no rule fits")
            #expect(found.problems == Array("[]".utf8))
            #expect(found.state == .unmapped)
            #expect(found.dueAt == nil)
        }
    }

    @Test("bytes that are no text, and long words, are kept as they came", arguments: StoreKind.allCases)
    func oddBytes(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let bytes = Array(UInt8.min...UInt8.max)
            let long = String(repeating: "\u{1F600}", count: 200)
            let new = NewSubmission(
                id: id(1), form: "formular-\u{FC}", state: .held, receivedAt: moment(5), requestID: "a\0b",
                contentType: long, query: bytes, clientAddress: "::1", content: bytes, deal: bytes, reason: long)
            #expect(try await store.append([new]) == [.stored])
            let found = try #require(try await store.submission(new.id))
            #expect(found.content == bytes && found.query == bytes && found.deal == bytes)
            #expect(found.contentType == long && found.reason == long)
            #expect(found.form == "formular-\u{FC}")
            #expect(found.requestID == "a\0b")
        }
    }

    @Test("rows that are stored together, time and again, keep each its own", arguments: StoreKind.allCases)
    func ownValues(kind: StoreKind) async throws {
        // Values that have the length or the kind of those before them in the same place, and others; 128 bytes are few, 129 many.
        let lengths = [0, 3, 3, 127, 128, 129, 3, 400, 400]
        func part(_ number: Int, _ shift: Int) -> [UInt8] {
            let letter = UInt8(ascii: "a") + UInt8((number + shift) % 26)
            return Array(repeating: letter, count: lengths[(number / 5 + shift) % lengths.count])
        }
        func text(_ number: Int, _ shift: Int) -> String { String(decoding: part(number, shift), as: UTF8.self) }
        func new(_ number: Int) -> NewSubmission {
            let types = ["application/json", "application/x-www-form-urlencoded", text(number, 4), "text/plain"]
            var new = NewSubmission(
                id: id(number), form: "form-" + text(number, 0), state: number % 7 == 0 ? .held : .pending,
                receivedAt: moment(Int64(number / 3)), requestID: text(number, 1), contentType: types[number % 4],
                headers: part(number, 2), query: part(number, 3), clientAddress: text(number, 5),
                content: part(number, 6), deal: number % 7 == 0 ? nil : part(number, 7))
            new.part = number % 3 == 0 ? number : nil
            new.spamChecks = UInt16(number % 2)
            return new
        }
        try await kind.withStore { store async throws in
            var next = 1
            for count in [31, 16, 15, 2, 1, 31, 9, 3] {
                let batch = (next..<next + count).map(new)
                #expect(try await store.append(batch) == Array(repeating: .stored, count: count))
                next += count
            }
            for number in 1..<next {
                let (sent, found) = (new(number), try #require(try await store.submission(id(number))))
                #expect(found.form == sent.form && found.receivedAt == sent.receivedAt && found.state == sent.state)
                #expect(found.requestID == sent.requestID && found.clientAddress == sent.clientAddress)
                #expect(found.contentType == sent.contentType && found.deal == sent.deal)
                #expect(found.headers == sent.headers && found.query == sent.query && found.content == sent.content)
                #expect(found.part == sent.part)
            }
        }
    }

    @Test("a repeated key stores nothing and names the first one, also within a batch", arguments: StoreKind.allCases)
    func repeats(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let batch = [
                sample(1, repeatKey: "k"), sample(2), sample(3, repeatKey: "k"), sample(4, repeatKey: "other"),
            ]
            #expect(try await store.append(batch) == [.stored, .stored, .duplicate(of: id(1)), .stored])
            #expect(try await store.append([sample(5, repeatKey: "k")]) == [.duplicate(of: id(1))])
            #expect(try await store.append([sample(6, form: "jobs", repeatKey: "k")]) == [.stored])
            #expect(try await store.submission(id(3)) == nil)
            #expect(try await store.counts()[.pending] == 4)
            // They are counted beside the one that they repeat.
            #expect(try await store.submission(id(1))?.repeats == 2)
            #expect(try await store.submission(id(4))?.repeats == 0)
            #expect(try await store.whole(SubmissionFilter(), bytes: 1 << 20).last?.submission.repeats == 2)
        }
    }

    @Test("the same submission again is a duplicate of itself; an id half taken is told", arguments: StoreKind.allCases)
    func sameID(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let other = NewSubmission(
                id: id(1, low: 99), form: "contact", state: .held, receivedAt: moment(1), content: [])
            #expect(try await store.append([sample(1)]) == [.stored])
            #expect(
                try await store.append([sample(1), other, sample(2)]) == [.duplicate(of: id(1)), .idTaken, .stored])
            #expect(try await store.submission(other.id) == nil)
            #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(2), id(1)])
        }
    }

    @Test("in a large batch each one is answered for itself, in order", arguments: StoreKind.allCases)
    func largeBatch(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(5), sample(30, repeatKey: "a")])
            var batch = (1...100).map { sample($0, content: "content \($0)") }
            batch[19] = sample(20, repeatKey: "a")
            batch[20] = sample(21, repeatKey: "b")
            batch[70] = sample(71, repeatKey: "b")
            var expected = Array(repeating: Appended.stored, count: 100)
            expected[4] = .duplicate(of: id(5))
            expected[19] = .duplicate(of: id(30))
            expected[29] = .duplicate(of: id(30))
            expected[70] = .duplicate(of: id(21))
            #expect(try await store.append(batch) == expected)
            #expect(try await store.counts().total == 98)
            let later = (101...164).map { sample($0, content: "content \($0)") }
            #expect(try await store.append(later).allSatisfy { $0 == .stored })
            for number in [1, 8, 9, 100, 101, 117, 164] {
                #expect(try await store.submission(id(number))?.content == Array("content \(number)".utf8))
            }
            #expect(try await store.counts().total == 162)
        }
    }

    @Test("an empty batch is answered", arguments: StoreKind.allCases)
    func emptyBatch(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            #expect(try await store.append([]) == [])
            #expect(try await store.latestID() == nil)
        }
    }

    @Test("many batches from many tasks are all stored, each answered once", arguments: StoreKind.allCases)
    func manyBatches(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let stored = try await withThrowingTaskGroup(of: Int.self) { group in
                for task in 0..<20 {
                    group.addTask {
                        var stored = 0
                        for round in 0..<10 {
                            let first = 1 + task * 100 + round * 10
                            let results = try await store.append((first..<first + 10).map { sample($0) })
                            stored += results.count { $0 == .stored }
                        }
                        return stored
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(stored == 2000)
            #expect(try await store.counts().total == 2000)
            #expect(try await store.latestID() == id(2000))
        }
    }

    @Test("pending without a deal is unmapped: it could never be delivered")
    func pendingWithoutDeal() {
        #expect(sample(1, deal: nil).state == .unmapped)
        #expect(sample(1).state == .pending)
    }

    @Test("a key that is good until a moment is taken over by what comes then", arguments: StoreKind.allCases)
    func repeatWindow(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            func new(_ number: Int, until: Int64?) -> NewSubmission {
                NewSubmission(
                    id: id(number), form: "contact", state: .pending, receivedAt: moment(Int64(number)), content: [],
                    deal: [1], repeatKey: [7], repeatEnds: until.map { moment($0) })
            }
            #expect(try await store.append([new(10, until: 20)]) == [.stored])
            #expect(
                try await store.append([new(19, until: 29), new(20, until: nil), new(21, until: 30)])
                    == [.duplicate(of: id(10)), .stored, .duplicate(of: id(20))])
            #expect(try await store.append([new(99_999, until: nil)]) == [.duplicate(of: id(20))])
        }
    }

    @Test(
        "any of several keys makes a repeat, each until its own end, and they go with their submission",
        arguments: StoreKind.allCases)
    func severalKeys(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            func new(_ number: Int, _ keys: [RepeatKey]) -> NewSubmission {
                var new = NewSubmission(
                    id: id(number), form: "contact", state: .pending, receivedAt: moment(Int64(number)), content: [],
                    deal: [1], repeatKey: keys.first?.bytes, repeatEnds: keys.first?.ends)
                new.otherKeys = Array(keys.dropFirst())
                return new
            }
            let (a, b, c) = (RepeatKey([1]), RepeatKey([2], ends: moment(20)), RepeatKey([3]))
            #expect(try await store.append([new(10, [a, b])]) == [.stored])
            #expect(
                try await store.append([new(11, [b]), new(12, [c, a]), new(13, [c]), new(25, [b])])
                    == [.duplicate(of: id(10)), .duplicate(of: id(10)), .stored, .stored])
            #expect(try await store.submission(id(10))?.repeatKey == [1])
        }
    }

    @Test("a part of a post is kept with its number", arguments: StoreKind.allCases)
    func parts(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let all = (0..<20).map { index in
                var new = sample(index + 1)
                if index > 0 { new.part = index - 1 }
                return new
            }
            #expect(try await store.append(all) == Array(repeating: .stored, count: 20))
            for index in 0..<20 {
                #expect(try await store.submission(id(index + 1))?.part == (index > 0 ? index - 1 : nil))
            }
        }
    }

    @Test("a double click is one: the same content, form and address, in its time", arguments: StoreKind.allCases)
    func echoes(kind: StoreKind) async throws {
        func new(
            _ number: Int, _ content: String = "a=1", form: String = "contact", from: String = "192.0.2.1",
            window: Duration? = .milliseconds(10)
        ) -> NewSubmission {
            NewSubmission(
                id: id(number), form: form, state: .pending, receivedAt: moment(Int64(number)), clientAddress: from,
                content: Array(content.utf8), deal: [1], echoWindow: window)
        }
        try await kind.withStore { store async throws in
            #expect(try await store.append([new(100)]) == [.stored])
            #expect(
                try await store.append([new(101), new(102, "a=2"), new(103, form: "jobs")])
                    == [.duplicate(of: id(100)), .stored, .stored])
            #expect(
                try await store.append([new(104, from: "192.0.2.2"), new(105, window: nil)]) == [.stored, .stored])
            // Not an echo any more, and then one of this.
            #expect(try await store.append([new(115), new(116)]) == [.stored, .duplicate(of: id(115))])
            // Among many that are stored together, in one batch and over several.
            let many = (200..<240).map { new($0, "b=\($0 % 16)", window: .seconds(1)) }
            let expected = (200..<240).map { $0 < 216 ? Appended.stored : .duplicate(of: id(200 + ($0 - 200) % 16)) }
            #expect(try await store.append(many) == expected)
            #expect(try await store.append([new(300, "b=8", window: .seconds(1))]) == [.duplicate(of: id(200))])
            #expect(try await store.submission(id(200))?.repeats ?? 0 > 0)
        }
    }

    @Test(
        "a repeat that makes another deal is kept, as discarded, where the key is not made of the content",
        arguments: StoreKind.allCases)
    func otherContent(kind: StoreKind) async throws {
        func new(_ number: Int, _ content: String) -> NewSubmission {
            var new = sample(number, content: content, deal: content, repeatKey: "order-7")
            new.keepsRepeats = true
            return new
        }
        try await kind.withStore { store async throws in
            #expect(
                try await store.append([new(1, "a=1"), new(2, "a=1"), new(3, "a=2")])
                    == [.stored, .duplicate(of: id(1)), .duplicate(of: id(1))])
            #expect(try await store.submission(id(2)) == nil)
            let kept = try #require(try await store.submission(id(3)))
            #expect(kept.state == .discarded && kept.content == Array("a=2".utf8))
            #expect(kept.reason == "repeats \(id(1)), by the form's dedupe")
            #expect(
                try await store.append([sample(4, deal: "a=3", repeatKey: "order-7")]) == [.duplicate(of: id(1))])
            #expect(try await store.counts().total == 2)
        }
    }

    @Test("the same content posted to another query is no double click", arguments: StoreKind.allCases)
    func otherQuery(kind: StoreKind) async throws {
        func new(_ number: Int, _ query: String) -> NewSubmission {
            NewSubmission(
                id: id(number), form: "contact", state: .pending, receivedAt: moment(Int64(number)),
                query: Array(query.utf8), content: [1], deal: [1], echoWindow: .seconds(10))
        }
        try await kind.withStore { store async throws in
            #expect(
                try await store.append([new(1, "lead=1"), new(2, "lead=2"), new(3, "lead=1")])
                    == [.stored, .stored, .duplicate(of: id(1))])
        }
    }
}
