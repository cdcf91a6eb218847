import Testing

/// The judge is judged first: a ledger that was doctored does not pass.
@Suite("the ledger's judge")
struct LedgerJudgeTests {
    private static let successes = (0..<5).map {
        LedgerBook.Success(number: $0, email: "n\($0)@example.com", id: "id-\($0)")
    }

    /// Four delivered; the fifth is held, and its deal was made.
    private static let stored: [LedgerVerdict.Stored] = (0..<5).map { number in
        let isDelivered = number < 4
        return LedgerVerdict.Stored(
            id: "id-\(number)", state: isDelivered ? "delivered" : "held",
            dealID: isDelivered ? Int64(100 + number) : nil)
    }

    private static let board = (0..<5).map { LedgerVerdict.Deal(id: Int64(100 + $0), email: "n\($0)@example.com") }

    @Test("one that is whole passes, with a held one made or not, and with one that nobody was answered for")
    func whole() {
        let verdict = LedgerVerdict(Self.successes, stored: Self.stored, board: Self.board)
        #expect(verdict.isGood)
        #expect([verdict.answered, verdict.stored, verdict.delivered, verdict.held] == [5, 5, 4, 1])
        #expect(LedgerVerdict(Self.successes, stored: Self.stored, board: Self.board.dropLast()).isGood)
        #expect(LedgerVerdict(Self.successes.dropLast(2), stored: Self.stored, board: Self.board).isGood)
        #expect(LedgerVerdict(Self.successes + [Self.successes[2]], stored: Self.stored, board: Self.board).isGood)
    }

    @Test("one answered and not stored is lost")
    func notStored() {
        let verdict = LedgerVerdict(
            Self.successes, stored: Self.stored.filter { $0.id != "id-4" }, board: Self.board.dropLast())
        #expect(verdict.lost == ["n4@example.com, answered and not stored"])
        #expect(!verdict.isGood)
    }

    @Test("one delivered and not on the board is lost, also if no client knows of it, and if it has another one's deal")
    func notOnTheBoard() {
        let without = LedgerVerdict(Self.successes, stored: Self.stored, board: Self.board.filter { $0.id != 101 })
        #expect(without.lost.count == 2 && !without.isGood)
        let unknown = LedgerVerdict(
            Self.successes.filter { $0.number != 1 }, stored: Self.stored, board: Self.board.filter { $0.id != 101 })
        #expect(unknown.lost == ["id-1, delivered without a deal of its own"])
        let shared = Self.stored.map {
            LedgerVerdict.Stored(id: $0.id, state: $0.state, dealID: $0.id == "id-1" ? 100 : $0.dealID)
        }
        #expect(!LedgerVerdict(Self.successes, stored: shared, board: Self.board).isGood)
    }

    @Test("a lead with two deals was made twice, and so was a post that got two ids")
    func twice() {
        let again = LedgerVerdict(
            Self.successes, stored: Self.stored, board: Self.board + [.init(id: 900, email: "n2@example.com")])
        #expect(again.twice == ["n2@example.com, 2 deals"])
        #expect(!again.isGood)
        let second = LedgerBook.Success(number: 3, email: "n3@example.com", id: "id-0")
        let apart = LedgerVerdict(Self.successes + [second], stored: Self.stored, board: Self.board)
        #expect(apart.twice == ["post 3, 2 submissions"])
        #expect(!apart.isGood)
    }

    @Test("one in another state has not come to its end, and a deal that nobody made is not passed over")
    func elsewhere() {
        let failed = Self.stored.map {
            LedgerVerdict.Stored(id: $0.id, state: $0.id == "id-4" ? "failed" : $0.state, dealID: $0.dealID)
        }
        #expect(
            LedgerVerdict(Self.successes, stored: failed, board: Self.board.dropLast()).elsewhere == ["id-4, failed"])
        let strange = LedgerVerdict(
            Self.successes, stored: Self.stored, board: Self.board + [.init(id: 900, email: "stranger@example.com")])
        #expect(strange.unaccounted == 1 && !strange.isGood)
    }
}
