import TestKit

/// Holds one row's conversation and counts its answers: behind the row's bytes stands, or follows, a request that is known to be good.
///
/// It blocks, so it runs on a thread that belongs to no test: what is wrong is returned.
struct Conversation {
    /// How the bytes are put on the wire.
    enum Way: String, CaseIterable {
        /// In one piece, the good request right behind: a second reading of the first would find it, or swallow it.
        case together
        /// The good request only after the answers.
        case apart
        /// Byte by byte, as far as that is bearable.
        case dripped
    }

    private static let good = Array("GET /healthz HTTP/1.1\r\nHost: good.example\r\n\r\n".utf8)

    private let row: ConformanceRow
    private let way: Way
    private let client: RawClient
    private var faults: [String] = []

    /// Has the conversation; returns all that is not as the row says.
    static func faults(of row: ConformanceRow, _ way: Way, port: Int) throws -> [String] {
        var conversation = Conversation(row: row, way: way, client: try RawClient(port: port, limit: 60))
        try conversation.hold()
        return conversation.faults
    }

    private init(row: ConformanceRow, way: Way, client: RawClient) {
        self.row = row
        self.way = way
        self.client = client
    }

    private mutating func hold() throws {
        let isGoodBehind = way == .together && row.later.isEmpty && !row.isCutShort
        send(isGoodBehind ? row.bytes + Self.good : row.bytes)
        if row.isCutShort { client.finishSending() }
        if try takeAnswers() {
            expect(row.ending != .stays, "it closes and must go on")
        } else {
            expect(row.ending != .closes, "it goes on and must be closed")
            if !isGoodBehind { send(Self.good) }
            let answer = try client.response()
            expect(answer?.text == "alive\n", "not the good request's answer: \(answer?.head ?? "closed")")
            if let answer { faults += AnswerCheck(answer, isToHead: false).faults }
            client.finishSending()
        }
        let surplus = try client.rest()
        expect(surplus.isEmpty, "surplus: \(String(decoding: surplus, as: UTF8.self))")
    }

    /// Reads the answers; returns whether the last one, or the want of any, says that the connection ends.
    private mutating func takeAnswers() throws -> Bool {
        var closes = row.answers.isEmpty
        var interim = 0
        for (index, expected) in row.answers.enumerated() {
            var answer = try client.response(toHead: expected.isToHead)
            while answer?.status == 100 {
                interim += 1
                if interim == 1 { send(row.later) }
                answer = try client.response(toHead: expected.isToHead)
            }
            guard let answer else {
                faults.append("closed without answer \(index + 1)")
                return true
            }
            if index == 0, interim == 0 { send(row.later) }
            check(answer, expected)
            closes = answer.field("connection") == "close"
            expect(!closes || index + 1 == row.answers.count, "closed before the last answer")
        }
        switch row.interim {
        case .none: expect(interim == 0, "100 that nobody waits for")
        case .allowed: expect(interim <= 1, "100 came \(interim) times")
        case .required: expect(interim == 1, "100 came \(interim) times")
        }
        return closes
    }

    private mutating func check(_ answer: RawResponse, _ expected: ExpectedAnswer) {
        let statuses = expected.statuses.sorted()
        expect(statuses.contains(answer.status), "not one of \(statuses): \(answer.head)\(answer.text)")
        for (name, value) in expected.fields {
            expect(answer.field(name) == value, "\(name) is \(answer.field(name) ?? "not there"), not \(value)")
        }
        faults += AnswerCheck(answer, isToHead: expected.isToHead).faults
    }

    private mutating func expect(_ isRight: Bool, _ fault: String) {
        if !isRight { faults.append(fault) }
    }

    /// A connection that the server has given up may break at any moment; what it answered is still to be read.
    private func send(_ bytes: [UInt8]) {
        guard way == .dripped else {
            try? client.send(bytes)
            return
        }
        let start = max(0, bytes.count - 400)
        guard start == 0 || (try? client.send(Array(bytes[..<start]))) != nil else { return }
        for byte in bytes[start...] {
            guard (try? client.send([byte])) != nil else { return }
        }
    }
}
