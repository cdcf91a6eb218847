import Testing
import Wire

@Suite("A request's head in pieces")
struct RequestHeadSplitTests {
    static let heads: [String] = [
        // Whole ones.
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\r\nGET /a?b?c=%20 HTTP/1.1\r\nhost:a:1\r\n\r\n",
        "HEAD / HTTP/1.0\r\n\r\n",
        "POST https://a.example/f?x HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding:\tchunked \r\nExpect: 100-Continue\r\n\r\n",
        "M-SEARCH * HTTP/1.1\r\nHost: [::1]\r\nX:\r\nY: é\r\nConnection: close, keep-alive,\r\n\r\n",
        "GET / HTTP/1.9\r\nHost: %41.b\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        // Broken ones, each in another place.
        "GET / HTTP/1.1\nHost: a\r\n\r\n", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    ]

    @Test(
        "every split in two ends as the whole does, and no beginning says more than the whole", arguments: heads)
    func splits(text: String) {
        let bytes = Array(text.utf8)
        let whole = read(bytes, [bytes.count])
        #expect(whole.progress != .needsMore)
        for split in 0..<bytes.count {
            let beginning = read(bytes, [split])
            #expect(beginning.progress == .needsMore || beginning == whole, "beginning of \(split)")
            #expect(read(bytes, [split, bytes.count]) == whole, "split at \(split)")
        }
        #expect(read(bytes, Array(1...bytes.count)) == whole, "byte by byte")
    }

    struct Outcome: Equatable {
        var progress: RequestHeadParser.Progress
        var head = ""
    }

    private func read(_ bytes: [UInt8], _ ends: [Int]) -> Outcome {
        var parser = RequestHeadParser()
        var head = RequestHead()
        var progress = RequestHeadParser.Progress.needsMore
        for end in ends where progress == .needsMore {
            progress = parser.parse(bytes.span, from: 0, to: end, into: &head)
        }
        guard progress == .complete else { return Outcome(progress: progress) }
        let fields = head.fields.map { "\($0.name) \($0.value) \($0.known)" }
        return Outcome(
            progress: progress,
            head: "\(head.method) \(head.path) \(String(describing: head.query)) \(head.minorVersion) \(head.framing) "
                + "\(head.isPersistent) \(head.expectsContinue) \(head.end) \(fields)")
    }
}
