import BoardCRM
import HTTPClient
import Testing

/// The table of outcomes, row by row.
@Suite("Outcomes")
struct OutcomeTests {
    private let now: Int64 = 784_111_777  // Sun, 06 Nov 1994 08:49:37 GMT

    private func outcome(_ status: Int, _ content: String, retryAfter: String? = nil) -> CallOutcome {
        let fields = [retryAfter.flatMap { HTTPField(name: "Retry-After", value: $0) }].compactMap { $0 }
        let response = HTTPResponse(status: status, fields: fields, content: Array(content.utf8))
        return CallOutcome(reading: .success(response), now: now)
    }

    private func made(_ deal: Int64?, _ lead: Int64? = nil) -> CallOutcome {
        .made(dealID: deal.flatMap { Identifier($0) }, leadID: lead.flatMap { Identifier($0) })
    }

    private func refused(_ errors: [(String, String)], _ message: String? = nil) -> CallOutcome {
        .refused(errors: errors.map { AttributeError(path: TargetPath($0.0), message: $0.1) }, message: message)
    }

    @Test("success, with data of any shape")
    func success() {
        #expect(outcome(200, #"{"status":true,"data":{"id":412}}"#) == made(412))
        #expect(outcome(200, #"{"status":200,"data":{"id":"412","lead_id":"9"}}"#) == made(412, 9))
        #expect(
            outcome(200, #"{"status":"200","data":{"id":412,"lead_id":null,"lead":{"id":9,"name":"Ada"}}}"#)
                == made(412, 9))
        #expect(outcome(200, #"{"status":true,"data":412}"#) == made(412))
        #expect(outcome(200, #"{"status":true,"data":"412"}"#) == made(412))
        #expect(outcome(200, #"{"status":true,"data":[{"id":412,"lead_id":9}]}"#) == made(412, 9))
        #expect(outcome(200, #"{"status":true,"data":[1,2]}"#) == made(nil))
        #expect(outcome(200, #"{"status":true,"data":{"id":0}}"#) == made(nil))
        #expect(outcome(200, #"{"status":true,"data":"done"}"#) == made(nil))
        #expect(outcome(200, #"{"status":true}"#) == made(nil))
        #expect(outcome(200, #"{"status":true,"data":null,"lead":"x","a":1,"a":2}"#) == made(nil))
        #expect(outcome(201, " \u{FEFF}".dropFirst() + #"{"status":true,"data":{"id":1}}"#) == made(1))
    }

    @Test("the CRM's word counts, not the HTTP status", arguments: [200, 201, 302, 400, 404, 429, 500, 502, 503])
    func bodyDecides(status: Int) {
        #expect(outcome(status, #"{"status":true,"data":{"id":1}}"#) == made(1))
        #expect(
            outcome(status, #"{"status":false,"details":{"column_id":"Column not found"}}"#)
                == refused([("column_id", "Column not found")]))
        #expect(outcome(status, #"{"status":false,"error":4030}"#) == .accessDenied(message: nil))
    }

    @Test("validation errors, in both places and nested")
    func validation() {
        let tree =
            #""column_id":"Column not found","lead":{"name":"Name must be a string","phone":["too short","no digits"]}"#
        let errors = [
            ("column_id", "Column not found"), ("lead.name", "Name must be a string"), ("lead.phone", "too short"),
            ("lead.phone", "no digits"),
        ]
        #expect(outcome(200, "{\(tree)}") == refused(errors))
        #expect(
            outcome(422, #"{"status":false,"message":"Validation failed","details":{\#(tree)}}"#)
                == refused(errors, "Validation failed"))
        #expect(
            outcome(200, #"{"status":false,"message":"Validation failed",\#(tree)}"#)
                == refused(errors, "Validation failed"))
        #expect(
            outcome(400, #"{"status":400,"details":{"fields":{"title":"too long"}}}"#)
                == refused([("fields.title", "too long")]))
        #expect(outcome(200, #"{"status":false,"title":"too long"}"#) == refused([("title", "too long")]))
    }

    @Test("a message about the deal as a whole has an empty path")
    func wholeDeal() {
        let expected = CallOutcome.refused(
            errors: [AttributeError(path: TargetPath(steps: []), message: "all wrong")], message: nil)
        #expect(outcome(200, #"{"status":false,"details":"all wrong"}"#) == expected)
    }

    @Test("a bare no is a refusal, in the CRM's words if it has any", arguments: [200, 400, 404])
    func bareRefusal(status: Int) {
        #expect(outcome(status, #"{"status":false}"#) == refused([]))
        #expect(outcome(status, #"{"status":false,"message":"Column is full"}"#) == refused([], "Column is full"))
        #expect(outcome(status, #"{"status":false,"error":5000,"message":"No"}"#) == refused([], "No"))
        #expect(outcome(status, #"{"status":false,"error":"Column is full"}"#) == refused([], "Column is full"))
    }

    @Test(
        "what a server in between may have said is uncertain: the deal may have been made",
        arguments: [
            (
                524,
                #"{"type":"about:blank","title":"A timeout occurred","status":524,"error_code":524,"error_name":"origin_timeout"}"#
            ),
            (504, #"{"status":"error","reason":"upstream timeout"}"#),
            (502, #"{"status":502,"title":"Bad Gateway","request_id":"abc"}"#),
            (504, #"{"status":false,"message":"upstream timed out"}"#),
            (500, #"{"status":false}"#),
            (500, #"{"status":"500","message":"boom"}"#),
            (200, #"{"status":"success","data":{"id":5},"id":"5"}"#),
            (201, #"{"status":201,"data":{"id":5},"uuid":"x"}"#),
            (200, #"{"status":"true","data":{"id":5},"uuid":"x"}"#),
            (200, #"{"status":false,"data":{"id":5}}"#),
            (400, #"{"details":{"trace":"abc"},"status":400}"#),
        ])
    func inBetween(status: Int, content: String) {
        guard case .uncertain = outcome(status, content) else {
            Issue.record("\(outcome(status, content))")
            return
        }
    }

    @Test("access errors stop the token and blame no deal")
    func access() {
        #expect(
            outcome(403, #"{"status":false,"error":4030,"message":"Access denied"}"#)
                == .accessDenied(message: "Access denied"))
        #expect(outcome(200, #"{"status":false,"error":"4030"}"#) == .accessDenied(message: nil))
        #expect(outcome(401, #"{"status":false,"message":"Unauthorized"}"#) == .accessDenied(message: "Unauthorized"))
        #expect(outcome(403, #"{"status":false}"#) == .accessDenied(message: nil))
        #expect(
            outcome(200, #"{"status":false,"details":{"access_token":"Token not found"}}"#)
                == .accessDenied(message: nil))
        #expect(outcome(200, #"{"error":4030}"#) == .accessDenied(message: nil))
    }

    @Test("too many, and away for a while: later", arguments: [429, 503])
    func later(status: Int) {
        func later(_ seconds: Int?) -> CallOutcome {
            .later(retryAfter: seconds.map { .seconds($0) }, reason: "HTTP \(status)")
        }
        #expect(outcome(status, "<html>", retryAfter: "120") == later(120))
        #expect(outcome(status, "", retryAfter: "Sun, 06 Nov 1994 08:51:37 GMT") == later(120))
        #expect(outcome(status, "", retryAfter: "Sunday, 06-Nov-94 08:51:37 GMT") == later(120))
        #expect(outcome(status, "", retryAfter: "Sun Nov  6 08:51:37 1994") == later(120))
        #expect(outcome(status, "", retryAfter: "Sun, 06 Nov 1994 08:00:00 GMT") == later(0))
        #expect(outcome(status, #"{"status":false,"message":"slow down"}"#, retryAfter: "1") == later(1))
        #expect(outcome(status, "") == later(nil))
        for long in ["86401", "99999999999", String(repeating: "9", count: 40), "Wed, 21 Oct 2099 07:28:00 GMT"] {
            #expect(outcome(status, "", retryAfter: long) == later(86_400), "\(long)")
        }
        for odd in [
            "-5", "1.5", "soon", "Sun, 31 Feb 1994 08:00:00 GMT", "Sun, 06 Nov 1994 08:51:37 CET",
        ] {
            #expect(outcome(status, "", retryAfter: odd) == later(nil), "\(odd)")
        }
    }

    @Test(
        "what is not the CRM's answer: uncertain, without a word of it",
        arguments: [200, 204, 302, 303, 400, 403, 413, 500, 502, 504])
    func foreign(status: Int) {
        for content in [
            "", " \r\n", "<html>marker</html>", "marker", "{\"status\":true", "[]", "true", "null", "\"marker\"", "{}",
            #"{"message":"marker"}"#,
            #"{"data":{"id":5}}"#, #"{"type":"about:blank","title":"marker","status":502}"#, #"{"status":"ok"}"#,
            #"{"status":null}"#,
            #"{"timestamp":"2026","status":500,"error":"marker","path":"/"}"#, "{\"status\":true}}", "\u{0}",
        ] {
            guard case .uncertain(let reason) = outcome(status, content) else {
                Issue.record("\(status) \(content) gave \(outcome(status, content))")
                continue
            }
            #expect(!reason.contains("marker"))
            #expect(reason.contains("HTTP \(status)"))
        }
    }

    @Test(
        "a server that has nothing at this address is not the CRM, and made no deal: the address is wrong",
        arguments: [301, 307, 308, 404, 405, 410, 421, 501])
    func misdirected(status: Int) {
        for content in [
            "", " \r\n", "<html>marker</html>", "marker", "{}", #"{"message":"marker"}"#, #"{"error":"x"}"#,
        ] {
            guard case .misdirected(let reason) = outcome(status, content) else {
                Issue.record("\(status) \(content) gave \(outcome(status, content))")
                continue
            }
            #expect(!reason.contains("marker"))
        }
        // Half an answer, or one that may be the CRM's, leaves it unknown.
        for content in ["{\"status\":true", "[", #"{"data":{"id":5}}"#, #"{"status":null}"#, #"{"status":"ok"}"#] {
            guard case .uncertain = outcome(status, content) else {
                Issue.record("\(status) \(content) gave \(outcome(status, content))")
                continue
            }
        }
    }

    @Test(
        "a transfer that failed: never sent or uncertain, as the transfer says",
        arguments: TransferFailure.Cause.allCases)
    func transfers(cause: TransferFailure.Cause) {
        let never = TransferFailure(reach: .neverSent, cause: cause, detail: "words")
        #expect(CallOutcome(reading: .failure(never), now: now) == .neverSent(reason: "\(cause.rawValue): words"))
        let sent = TransferFailure(reach: .uncertain, cause: cause)
        #expect(CallOutcome(reading: .failure(sent), now: now) == .uncertain(reason: cause.rawValue))
    }

    @Test("a tree without end is cut")
    func bigTree() {
        let members = (0..<5000).map { "\"f\($0)\":\"\(String(repeating: "é", count: 2000))\"" }.joined(separator: ",")
        guard case .refused(let errors, _) = outcome(200, #"{"status":false,"details":{\#(members)}}"#) else {
            Issue.record("not refused")
            return
        }
        #expect(errors.count == 100)
        #expect(errors.allSatisfy { $0.message.utf8.count <= 1003 })
    }
}
