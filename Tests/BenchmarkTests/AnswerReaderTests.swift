import Testing

@testable import Benchmark

@Suite("Reading answers")
struct AnswerReaderTests {
    private static let id = "01890000-0000-7000-8000-000000000001"
    private static let accepted = answer(#"{"status":"accepted","id":"\#(id)"}"#)

    private static func answer(_ content: String, status: String = "200 OK", length: String? = nil) -> [UInt8] {
        let fields = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nCache-Control: no-store\r\n"
        let length = length ?? "Content-Length: \(content.utf8.count)"
        return Array("HTTP/1.1 \(status)\r\n\(fields)\(length)\r\n\r\n\(content)".utf8)
    }

    @Test("an answer is incomplete at each of its prefixes, and right when it is whole")
    func prefixes() {
        let reader = AnswerReader(.accepted)
        for count in Self.accepted.indices {
            #expect(reader.read(Array(Self.accepted[..<count]).span) == .incomplete, "\(count) bytes")
        }
        #expect(reader.read(Self.accepted.span) == .right(Self.accepted.count))
        #expect(reader.read((Self.accepted + Self.accepted).span) == .right(Self.accepted.count))
    }

    @Test(
        "what is not the one right answer is wrong",
        arguments: [
            answer(#"{"status":"duplicate","id":"\#(id)"}"#),
            answer(#"{"status":"accepted","id":"\#(id)""# + "]"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, status: "202 Accepted"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, status: "503 Service Unavailable"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, length: "Content-Length: 64"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, length: "Content-Length: 65\r\nContent-Length: 65"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, length: "Content-Length: 65x"),
            answer(#"{"status":"accepted","id":"\#(id)"}"#, length: "X-Content-Length: 65"),
            answer(#"{"status":"accepted","id":"1"}"#),
        ])
    func wrong(_ bytes: [UInt8]) {
        #expect(AnswerReader(.accepted).read(bytes.span) == .wrong)
    }

    @Test("a field name's letters may be small, and its value may follow at once")
    func names() {
        let bytes = Self.answer("alive\n", length: "content-length:6")
        #expect(AnswerReader(.alive).read(bytes.span) == .right(bytes.count))
    }
}
