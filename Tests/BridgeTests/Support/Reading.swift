import BoardCRM
import Mapping
import Outbox
import TestKit
import Testing
import Wire

extension RawResponse {
    /// The content, read as JSON.
    var json: JSONValue { get throws { try JSONDocument.parse(content).root } }

    /// The id of an accepted or repeated submission.
    var submissionID: SubmissionID {
        get throws { try #require(SubmissionID(try json["id"]?.string ?? "")) }
    }

    /// What is wrong, as `field: message`.
    var errors: [String] { get throws { problemLines(try json["errors"]) } }
}

extension Submission {
    /// The deal as it would be sent, as JSON without the token; nil where there is none.
    var dealText: String? {
        get throws { try deal.map { jsonText(try MappedDeal(encoded: $0).settled()) } }
    }

    /// The kept headers.
    var headerValues: JSONValue { get throws { try JSONDocument.parse(headers).root } }

    /// What is wrong, as `field: message`.
    var problemLines: [String] {
        get throws { try problems.map { BridgeTests.problemLines(try JSONDocument.parse($0).root) } ?? [] }
    }
}

/// A list of `{"field", "message"}` as lines.
func problemLines(_ list: JSONValue?) -> [String] {
    list.map { list in
        list.elements.map { "\($0["field"]?.string ?? "?"): \($0["message"]?.string ?? "?")" }
    } ?? []
}

/// A deal as JSON, as the CRM takes it, without the token.
func jsonText(_ deal: Deal) -> String {
    var writer = JSONWriter()
    deal.append(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}

/// Content in two chunks.
func chunked(_ content: String, at split: Int = 3) -> String {
    let bytes = Array(content.utf8)
    let pieces = [bytes[..<min(split, bytes.count)], bytes[min(split, bytes.count)...]].filter { !$0.isEmpty }
    let chunks = pieces.map { String($0.count, radix: 16) + "\r\n" + String(decoding: $0, as: UTF8.self) + "\r\n" }
    return chunks.joined() + "0\r\n\r\n"
}
