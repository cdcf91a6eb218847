import Foundation
import Synchronization

/// A stand-in for the servers that captchas' services let be asked, on the loopback over real HTTP. It answers as their documentation says;
/// what is to come of a token stands before its first dash:
///
/// | token | answer |
/// |---|---|
/// | `good-…` | solved; a second question about it is a duplicate, unless it has the idempotency key of the first |
/// | `bad-…` | not a token of this service |
/// | `host-…`, `action-…`, `low-…` | solved, but on another site, for another action, with a score of 0.1 |
/// | `garbage-…` | a page that is no JSON |
/// | `away-…` | 503, and `back-…` once, and then as `good` |
/// | `slow-…` | none, until the asker gives up |
/// | `lost-…` | it is taken, and the connection ends without an answer; then as `good` |
public final class SiteVerifyServer: Sendable {
    /// Whose answers it gives.
    public enum Service: String, Sendable, CaseIterable {
        case turnstile, hcaptcha
        case recaptchaV2 = "recaptcha_v2"
        case recaptchaV3 = "recaptcha_v3"
    }

    /// One question, as it came.
    public struct Question: Sendable {
        /// The fields of its form.
        public let fields: [String: String]
        /// The token.
        public var token: String { fields["response"] ?? "" }
    }

    private struct Seen {
        var questions: [Question] = []
        var keyOfToken: [String: String] = [:]
    }

    /// The secret key that it knows.
    public static let secret = "0x-secret-of-the-site"
    /// The site and the action that tokens are solved for.
    public static let host = "www.example.com"
    /// See ``host``.
    public static let action = "contact"

    private let service: Service
    private let seen = Mutex(Seen())
    private let server = Mutex<RawServer?>(nil)

    /// Begins to listen.
    public init(_ service: Service) throws {
        self.service = service
        let server = try RawServer { [weak self] connection in
            while let request = connection.readRequest(), let self {
                guard self.answer(request, on: connection) else { return }
            }
        }
        self.server.withLock { $0 = server }
    }

    deinit { server.withLock { $0 }?.stop() }

    /// Where it is asked.
    public var url: String { server.withLock { $0?.url("/siteverify") } ?? "" }

    /// All questions so far.
    public var questions: [Question] { seen.withLock { $0.questions } }

    /// Answers; false where the connection is to end.
    private func answer(_ request: RawServerRequest, on connection: RawServerConnection) -> Bool {
        let question = Question(fields: Self.fields(request.text))
        let token = question.token
        let kind = token.prefix { $0 != "-" }
        let (count, isDuplicate) = seen.withLock { seen -> (Int, Bool) in
            let earlier = seen.questions.filter { $0.token == token }
            seen.questions.append(question)
            // Turnstile knows a question that is asked again, by its key.
            let isSame =
                service == .turnstile
                && earlier.allSatisfy {
                    $0.fields["idempotency_key"] != nil
                        && $0.fields["idempotency_key"] == question.fields["idempotency_key"]
                }
            return (earlier.count, !earlier.isEmpty && !isSame)
        }
        guard request.head.hasPrefix("POST /siteverify "), question.fields["secret"] == Self.secret else {
            connection.answer(fields: Self.json, refusal("invalid-input-secret"))
            return true
        }
        switch kind {
        case "garbage": connection.answer(502, fields: ["Content-Type: text/html"], "<html>Bad gateway</html>")
        case "away": connection.answer(503, "")
        case "back" where count == 0: connection.answer(503, "")
        case "slow": connection.waitForEnd()
        case "lost" where count == 0: return false
        case "good", "back", "lost", "host", "action", "low":
            // A 503 took nothing.
            let isSpent = kind == "back" ? isDuplicate && count > 1 : isDuplicate
            connection.answer(fields: Self.json, isSpent ? refusal(duplicate) : solved(kind))
        default: connection.answer(fields: Self.json, refusal("invalid-input-response"))
        }
        return true
    }

    private static let json = ["Content-Type: application/json"]

    private var duplicate: String {
        service == .hcaptcha ? "already-seen-response" : "timeout-or-duplicate"
    }

    private func refusal(_ code: String) -> String { #"{"success":false,"error-codes":["\#(code)"]}"# }

    private func solved(_ kind: Substring) -> String {
        let host = kind == "host" ? "evil.example" : Self.host
        let action = kind == "action" ? "login" : Self.action
        let time = #""challenge_ts":"2026-11-25T22:00:00.000Z""#
        switch service {
        case .turnstile:
            return
                #"{"success":true,\#(time),"hostname":"\#(host)","error-codes":[],"action":"\#(action)","cdata":"","metadata":{"interactive":false}}"#
        case .hcaptcha: return #"{"success":true,\#(time),"hostname":"\#(host)","credit":false}"#
        case .recaptchaV2: return #"{"success":true,\#(time),"hostname":"\#(host)"}"#
        case .recaptchaV3:
            let score = kind == "low" ? "0.1" : "0.9"
            return #"{"success":true,"score":\#(score),\#(time),"hostname":"\#(host)","action":"\#(action)"}"#
        }
    }

    private static func fields(_ form: String) -> [String: String] {
        form.split(separator: "&").reduce(into: [:]) { fields, pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? ""
            }
            fields[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
    }
}
