import BoardCRM
import Testing

@testable import Spam

@Suite("What captchas' servers answer")
struct CaptchaAnswerTests {
    private func settings(_ service: CaptchaService, _ set: (inout CaptchaSettings) -> Void = { _ in }) throws
        -> CaptchaSettings
    {
        var settings = CaptchaSettings(service, secret: try #require(Secret("1x00&=+ä")))
        set(&settings)
        return settings
    }

    private func answer(_ json: String, status: Int = 200, _ settings: CaptchaSettings) -> CaptchaAnswer {
        CaptchaAnswer(status: status, content: Array(json.utf8), for: settings)
    }

    @Test("a question names the secret and the token, and Turnstile's the submission too; nobody's address")
    func question() throws {
        let turnstile = try settings(.turnstile).question(Array("a b".utf8), key: "0190")
        #expect(
            String(decoding: turnstile, as: UTF8.self)
                == "secret=1x00%26%3D%2B%C3%A4&response=a+b&idempotency_key=0190")
        let hcaptcha = try settings(.hcaptcha).question(Array("t".utf8), key: "0190")
        #expect(String(decoding: hcaptcha, as: UTF8.self) == "secret=1x00%26%3D%2B%C3%A4&response=t")
    }

    @Test("good answers of every service, as documented")
    func good() throws {
        let hosts = ["www.example.com"]
        #expect(
            answer(
                #"{"success":true,"challenge_ts":"2022-02-28T15:14:30.096Z","hostname":"www.example.com","error-codes":[],"action":"contact","cdata":"s","metadata":{"ephemeral_id":"x:9f"}}"#,
                try settings(.turnstile) {
                    $0.hosts = hosts; $0.action = "contact"
                }) == .passed(""))
        #expect(
            answer(
                #"{"success":true,"challenge_ts":"2026-11-25T15:14:30Z","hostname":"www.example.com","credit":true}"#,
                try settings(.hcaptcha) { $0.hosts = hosts }) == .passed(""))
        #expect(
            answer(
                #"{"success":true,"challenge_ts":"2026-11-25T15:14:30Z","hostname":"WWW.example.com"}"#,
                try settings(.recaptchaV2) { $0.hosts = hosts }) == .passed(""))
        #expect(
            answer(
                #"{"success":true,"score":0.9,"action":"contact","challenge_ts":"2026-11-25T15:14:30Z","hostname":"www.example.com"}"#,
                try settings(.recaptchaV3) {
                    $0.hosts = hosts; $0.action = "contact"
                }) == .passed("0.9"))
    }

    @Test("a host with a star stands for all names that end so, and for no other")
    func star() throws {
        let settings = try settings(.turnstile) { $0.hosts = ["*.example.com", "example.org"] }
        for (host, passes) in [
            ("www.example.com", true), ("a.b.example.com", true), ("example.org", true), ("example.com", false),
            ("evil-example.com", false), ("www.example.org", false),
        ] {
            let found = answer(#"{"success":true,"hostname":"\#(host)"}"#, settings)
            #expect(found == (passes ? .passed("") : .refused(.wrongHost, host)))
        }
    }

    @Test("another site, another action and too low a score are refused")
    func elsewhere() throws {
        let json = #"{"success":true,"score":0.3,"hostname":"evil.example","action":"login"}"#
        #expect(
            answer(json, try settings(.turnstile) { $0.hosts = ["www.example.com"] })
                == .refused(.wrongHost, "evil.example"))
        #expect(answer(json, try settings(.turnstile) { $0.action = "contact" }) == .refused(.wrongAction, "login"))
        #expect(answer(json, try settings(.recaptchaV3)) == .refused(.lowScore, "0.3"))
        #expect(answer(json, try settings(.recaptchaV3) { $0.leastScore = 30 }) == .passed("0.3"))
        #expect(answer(#"{"success":true}"#, try settings(.recaptchaV3)) == .refused(.lowScore, ""))
        #expect(answer(#"{"success":true}"#, try settings(.turnstile) { $0.hosts = ["a"] }) == .refused(.wrongHost, ""))
    }

    @Test(
        "each error code means what its service says",
        arguments: [
            (["invalid-input-response"], 200, "refused"), (["missing-input-response"], 200, "refused"),
            (["timeout-or-duplicate"], 200, "spent"), (["already-seen-response"], 200, "spent"),
            (["expired-input-response"], 200, "spent"), (["invalid-or-already-seen-response"], 200, "spent"),
            (["invalid-input-secret"], 200, "untold"), (["internal-error"], 200, "untold"),
            (["bad-request", "invalid-input-response"], 400, "untold"), (["sitekey-secret-mismatch"], 200, "untold"),
            (["something-new"], 200, "refused"), ([], 200, "refused"),
        ])
    func codes(codes: [String], status: Int, expected: String) throws {
        let list = codes.map { "\"\($0)\"" }.joined(separator: ",")
        let answer = answer(#"{"success":false,"error-codes":[\#(list)]}"#, status: status, try settings(.hcaptcha))
        #expect("\(answer)".hasPrefix(expected), "\(answer)")
    }

    @Test(
        "what is no verdict tells nothing of the visitor",
        arguments: [
            ("", 200), ("<html>", 502), ("{}", 200), (#"{"success":"yes"}"#, 200), ("[true]", 200),
            (#"{"success":true}"#, 500), ("{\"success\":tru", 200), ("\u{0}", 200),
        ])
    func garbage(json: String, status: Int) throws {
        let answer = answer(json, status: status, try settings(.turnstile))
        guard case .untold = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test("a server's words are cut, and are printable")
    func words() throws {
        let long = String(repeating: "x\\n\\u202e", count: 500)
        guard
            case .refused(_, let detail) = answer(
                #"{"success":false,"error-codes":["\#(long)"]}"#, try settings(.turnstile))
        else {
            Issue.record("not refused")
            return
        }
        #expect(detail == String(repeating: "x", count: 80))
    }

    @Test(
        "a captcha's token is asked about only where nothing else has settled it, and one that is missing is told at once"
    )
    func asked() throws {
        let bench = Bench {
            $0.honeypot = .init(fields: ["website"])
            $0.captcha = try? settings(.turnstile)
        }
        #expect(bench.judge(["cf-turnstile-response": "token"]).token == Array("token".utf8))
        let trapped = bench.judge(["cf-turnstile-response": "token", "website": "x"])
        #expect(trapped.isSpam && trapped.token == nil)
        for missing in [[:], ["cf-turnstile-response": ""], ["h-captcha-response": "x"]]
            as [KeyValuePairs<String, String>]
        {
            #expect(bench.judge(missing).findings == [.missing] && bench.judge(missing).isSpam)
        }
        let huge = bench.judge(["cf-turnstile-response": String(repeating: "x", count: 8193)])
        #expect(huge.isSpam && huge.token == nil)
    }
}
