import Crypto
import Foundation
import Testing
import Wire

@testable import Spam

@Suite("ALTCHA: a proof of work that is made and checked here")
struct AltchaTests {
    private func bench(_ memory: SpamMemory = SpamMemory(capacity: 64), form: String = "contact") -> Bench {
        Bench(form: form, memory: memory) {
            $0.altcha = .init()
            $0.altcha?.maxNumber = 1000
        }
    }

    /// What the widget does: looks for the number, and sends all of it back.
    private func solve(_ bench: Bench, at moment: Int64 = now, change: (inout [String: Any]) -> Void = { _ in }) throws
        -> String
    {
        let bytes = try #require(bench.judge.challenge(at: moment, bench.memory))
        let challenge = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(Set(challenge.keys) == ["algorithm", "challenge", "maxnumber", "salt", "signature"])
        let salt = try #require(challenge["salt"] as? String)
        let wanted = try #require(challenge["challenge"] as? String)
        let most = try #require(challenge["maxnumber"] as? Int)
        let number = try #require(
            (0...most).first { number in
                KeyedHash.plain(Array("\(salt)\(number)".utf8)).bytes.map { String(format: "%02x", $0) }.joined()
                    == wanted
            })
        var payload: [String: Any] = [
            "algorithm": "SHA-256", "challenge": wanted, "number": number, "salt": salt,
            "signature": try #require(challenge["signature"] as? String), "took": 12,
        ]
        change(&payload)
        return try JSONSerialization.data(withJSONObject: payload).base64EncodedString()
    }

    @Test("a solution passes once, and a copy of it does not")
    func once() throws {
        let bench = bench()
        let solution = try solve(bench)
        let first = bench.judge(["altcha": solution])
        #expect(first.verdict.score == 0 && first.verdict.reasons.isEmpty)
        #expect(bench.judge(["altcha": solution]).findings == [.reused])
        bench.memory.giveBack(first.marks)
        #expect(bench.judge(["altcha": solution]).findings == [])
        #expect(bench.judge([:]).findings == [.missing] && bench.judge(["altcha": ""]).isSpam)
    }

    @Test("a solution is read as browsers write it, and as other programs do", arguments: [false, true])
    func written(isEscaped: Bool) throws {
        let bench = bench()
        let text = String(
            decoding: try #require(Base64.standard.decode(Array(try solve(bench).utf8).span)), as: UTF8.self)
        let json =
            isEscaped
            ? text.replacing("&", with: #"\u0026"#) : text.replacing(",", with: " ,\n").replacing(":", with: " : ")
        func judge(_ json: String) -> [SpamFinding] {
            let solution = Base64.standard.encode(Array(json.utf8))
            return bench.judge(["altcha": String(decoding: solution, as: UTF8.self)]).findings
        }
        let number = try #require(json.firstRange(of: #""number""#))
        #expect(
            judge(json.replacingCharacters(in: number, with: #""number":1,"number""#)) == [.wrong], "which of both?")
        #expect(judge(json + "x") == [.wrong])
        #expect(judge(json) == [])
    }

    @Test("a solution is good for its form and its time")
    func bounds() throws {
        let memory = SpamMemory(capacity: 64)
        let bench = bench(memory)
        let solutions = try (0..<4).map { _ in try solve(bench) }
        #expect(self.bench(memory, form: "jobs").judge(["altcha": solutions[0]]).findings == [.wrong])
        #expect(bench.judge(["altcha": solutions[1]], at: now + 3_599_000).findings == [])
        #expect(bench.judge(["altcha": solutions[2]], at: now + 3_600_000).findings == [.expired])
        #expect(self.bench().judge(["altcha": solutions[3]]).findings == [.wrong], "another server's")
    }

    @Test(
        "what was changed on the way is wrong",
        arguments: ["algorithm", "challenge", "number", "salt", "signature"])
    func changed(key: String) throws {
        let bench = bench()
        let solution = try solve(bench) { payload in
            switch payload[key] {
            case let number as Int: payload[key] = number + 1
            case let text as String: payload[key] = text.dropLast() + (text.hasSuffix("0") ? "1" : "0")
            default: break
            }
        }
        #expect(bench.judge(["altcha": solution]).findings == [.wrong])
        let missing = try solve(bench) { $0[key] = nil }
        #expect(bench.judge(["altcha": missing]).findings == [.wrong])
    }

    @Test("digits of the number cannot be moved into the salt, to use a solution again with a later end")
    func splicing() throws {
        let bench = bench()
        for _ in 0..<20 {
            let solution = try solve(bench) { payload in
                let (salt, number) = (payload["salt"] as? String ?? "", payload["number"] as? Int ?? 0)
                let digits = String(number)
                payload["salt"] = salt + digits.prefix(1)
                payload["number"] = Int(digits.dropFirst()) ?? 0
            }
            #expect(bench.judge(["altcha": solution]).findings == [.wrong])
        }
    }

    @Test(
        "what is no solution is wrong, and nothing worse",
        arguments: ["x", "e30=", "bnVsbA==", "[]", "eyJhbGdvcml0aG0iOjF9", "ÿ"])
    func garbage(text: String) {
        #expect(bench().judge(["altcha": text]).findings == [.wrong])
        #expect(bench().judge(["altcha": String(repeating: "e30=", count: 1000)]).findings == [.wrong])
    }
}
