import Testing
import Wire

@testable import Spam

@Suite("What the checks make of a post")
struct JudgeTests {
    @Test("a field that nobody sees and that is filled gives a robot away; an empty one does not")
    func honeypot() throws {
        let bench = Bench { $0.honeypot = .init(fields: ["website", "fax"]) }
        #expect(bench.judge(["name": "Ada", "website": "", "fax": " \t"]).findings == [])
        #expect(bench.judge(["name": "Ada"]).findings == [])
        let opinion = bench.judge(["website": "", "website": "x", "fax": "y"])
        #expect(opinion.isSpam && opinion.findings == [.filled] && opinion.verdict.score == 100)
        #expect(opinion.verdict.words == "score 100 of 100: the field that nobody sees is filled (website)")
        let filled = try bench.judge(json: #"{"website":"x"}"#)
        let empty = try bench.judge(json: #"{"website":"","inner":{"fax":"1"}}"#)
        #expect(filled.isSpam && !empty.isSpam)
    }

    @Test("a token tells how long the form was there: too fast, in time, too old")
    func time() throws {
        let bench = Bench { $0.time = .init() }
        for (age, finding, score) in [
            (0, SpamFinding.tooFast, 100), (1999, .tooFast, 100), (2000, nil, 0), (86_400_000, nil, 0),
            (86_400_001, .tooOld, 50), (-5000, nil, 0),
        ] as [(Int64, SpamFinding?, Int)] {
            let opinion = bench.judge(["_token": try bench.token(at: now - age)])
            #expect(opinion.findings == [finding].compactMap(\.self), "\(age) ms")
            #expect(opinion.verdict.score == score)
        }
    }

    @Test("a token is good once; one that was given back is good again")
    func tokenOnce() throws {
        let bench = Bench { $0.time = .init() }
        let token = try bench.token(at: now - 10_000)
        let first = bench.judge(["_token": token])
        #expect(first.findings == [] && !first.marks.isEmpty)
        let second = bench.judge(["_token": token])
        #expect(
            second.findings == [.reused] && !second.isSpam, "who writes twice from one page is no robot for that alone")
        bench.memory.giveBack(first.marks)
        #expect(bench.judge(["_token": token]).findings == [])
    }

    @Test("a token that is missing, changed, another form's or another server's says so")
    func forged() throws {
        let bench = Bench { $0.time = .init() }
        let token = try bench.token(at: now - 10_000)
        #expect(bench.judge([:]).findings == [.missing] && !bench.judge([:]).isSpam)
        let strict = Bench {
            $0.time = .init()
            $0.time?.isRequired = true
        }
        #expect(strict.judge([:]).isSpam)
        let other = Bench(form: "jobs", memory: bench.memory) { $0.time = .init() }
        #expect(other.judge(["_token": token]).findings == [.forged])
        #expect(Bench { $0.time = .init() }.judge(["_token": token]).findings == [.forged])
        for index in token.indices {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(bench.judge(["_token": changed]).findings == [.forged], "\(changed)")
        }
        for broken in ["x", token + "A", String(token.dropLast()), "\u{0}"] {
            #expect(bench.judge(["_token": broken]).isSpam, "\(broken)")
        }
    }

    @Test("a key that stays lets a restart's tokens stand")
    func restart() throws {
        let key = (0..<32).map { UInt8($0) }
        let before = Bench(memory: SpamMemory(key: key)) { $0.time = .init() }
        let after = Bench(memory: SpamMemory(key: key)) { $0.time = .init() }
        let token = try before.token(at: now - 5000)
        #expect(after.judge(["_token": token]).findings == [])
    }

    @Test("the same text in several forms speaks for spam; in one form, a short one, or after a while it does not")
    func repeats() {
        let memory = SpamMemory(capacity: 64)
        let text = "We write unique articles for your website, ask us now!"
        let benches = (0..<8).map { number in
            Bench(form: "form-\(number)", memory: memory) { $0.repeats = .init(forms: 3) }
        }
        for _ in 0..<5 { #expect(benches[0].judge(["message": text]).findings == []) }
        for bench in benches { #expect(bench.judge(["message": "short"]).findings == []) }
        let found = benches.map { $0.judge(["name": "Ada", "message": text]).findings }
        #expect(found.contains([.repeated]) && found[0] == [] && found[1] == [])
        #expect(benches[1].judge(["message": text], at: now + 86_400_001).findings == [])
    }

    @Test("a long text of the form's own, which comes with every post, makes no two posts the same")
    func ownTexts() {
        let memory = SpamMemory(capacity: 64)
        let consent = "I agree that my data is kept to answer my question."
        let found = (0..<6).map { number in
            Bench(form: "form-\(number)", memory: memory) { $0.repeats = .init(forms: 3) }
                .judge(["consent": consent, "message": "Another question, number \(number), about your product."])
                .findings
        }
        #expect(found.allSatisfy { $0.isEmpty })
    }

    @Test("scores add up to the threshold, and reasons read back as they were written")
    func scores() {
        let bench = Bench {
            $0.words = .init(["casino", "poker"])
            $0.links = .init(most: 1)
            $0.threshold = 150
        }
        let two = bench.judge(["message": "casino poker"])
        #expect(two.verdict.score == 100 && !two.isSpam)
        let three = bench.judge(["message": "poker at http://a.example and http://b.example, casino"])
        #expect(three.verdict.score == 150 && three.isSpam)
        #expect(SpamVerdict(json: three.verdict.json, threshold: 150) == three.verdict)
        #expect(
            three.verdict.words
                == "score 150 of 150: a word that is looked for (casino); a word that is looked for (poker); too many links (2)"
        )
    }

    @Test("every finding has words of its check")
    func words() {
        for check in SpamCheck.allCases {
            for finding in SpamFinding.allCases {
                #expect(!SpamReason(check, finding, score: 1).words.isEmpty)
            }
        }
    }
}
