import Outbox
import TestKit
import Testing
import Wire

@Suite("Content at random")
struct HostileContentTests {
    /// The same sequence in every run (SplitMix64).
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    static let seeds: [(type: String, content: String)] = [
        (urlencodedType, "name=Ada+Lovelace&email=ada%40example.com&budget=25&topic%5B%5D=a&topic%5B%5D=b"),
        (jsonType, #"{"name":"Ada \u00e9","email":"ada@example.com","budget":25.0,"x":[1,{"y":null}],"phone":true}"#),
        (
            "Content-Type: multipart/form-data; boundary=bb",
            "--bb\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n--bb\r\n"
                + "Content-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--bb--\r\n"
        ),
    ]

    /// Sound content with some of its bytes changed, left out, put in or repeated.
    static func mutated(_ content: String, by random: inout Random) -> [UInt8] {
        var bytes = Array(content.utf8)
        for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default: bytes += bytes[place...]
            }
        }
        return bytes
    }

    @Test(
        "each post gets one answer of its own, and what is answered with 200 is stored byte for byte", arguments: 0..<3)
    func random(seed: Int) async throws {
        // Some mutations come out alike: here each is a post.
        try await serving(["contact": contactForm + "\ndedupe: false"]) { site in
            let (type, content) = Self.seeds[seed]
            var random = Random(state: UInt64(seed))
            let posts = (0..<500).map { _ in Self.mutated(content, by: &random) }
            let answers = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                return try posts.map { post in
                    let head = "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(type)\r\nContent-Length: \(post.count)\r\n\r\n"
                    try client.send(Array(head.utf8) + post)
                    return try #require(try client.response())
                }
            }
            #expect(Set(answers.map(\.status)).isSubset(of: [200, 400, 422]))
            let accepted = zip(posts, answers).filter { $0.1.status == 200 }
            let stored = try await site.submissions()
            #expect(accepted.count >= 100 && accepted.count < 500)
            #expect(stored.map(\.content) == accepted.map(\.0))
            let ids = try accepted.map { try $0.1.submissionID }
            #expect(stored.map(\.id) == ids)
            for submission in stored {
                let deal = try #require(try submission.dealText)
                #expect(throws: Never.self) { try JSONDocument.parse(Array(deal.utf8)) }
            }
        }
    }
}
