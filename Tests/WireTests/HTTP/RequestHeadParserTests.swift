import Testing
import Wire

@Suite("Reading a request's head")
struct RequestHeadParserTests {
    static let requests = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nPOST /f/contact?utm=1?2 HTTP/1.1\r\nhost: www.example.com:8080\r\nContent-Type: text/plain\r\ncontent-LENGTH:  5 \r\n\r\n",
        "POST http://example.com/x HTTP/1.1\r\nHost: example.com\r\nTransfer-Encoding: Chunked\r\nConnection: close, x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\nX-Empty:\r\n\r\n",
        "PATCH / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
    ]

    private func parse(_ bytes: [UInt8], pieces: [Int]) -> (RequestHeadParser.Progress, RequestHead) {
        var parser = RequestHeadParser()
        var head = RequestHead()
        var progress = RequestHeadParser.Progress.needsMore
        for end in pieces {
            progress = parser.parse(bytes.span, from: 0, to: end, into: &head)
            if progress != .needsMore { break }
        }
        return (progress, head)
    }

    @Test("no prefix of a head is a head, and every split in two reads the same", arguments: requests)
    func prefixesAndSplits(request: String) {
        let bytes = Array(request.utf8)
        let (whole, expected) = parse(bytes, pieces: [bytes.count])
        #expect(whole == .complete)
        #expect(expected.end == bytes.count)
        for split in 0..<bytes.count {
            #expect(parse(bytes, pieces: [split]).0 == .needsMore, "prefix of \(split)")
            let (progress, head) = parse(bytes, pieces: [split, bytes.count])
            #expect(progress == .complete)
            #expect(head.framing == expected.framing && head.path == expected.path && head.query == expected.query)
            #expect(head.fields.map(\.value) == expected.fields.map(\.value))
        }
    }

    @Test("what the fields mean is read once")
    func meaning() {
        let (_, post) = parse(Array(Self.requests[1].utf8), pieces: [Self.requests[1].utf8.count])
        #expect(post.method == .post)
        #expect(post.framing == .length(5))
        #expect(post.isPersistent)
        let (_, chunked) = parse(Array(Self.requests[2].utf8), pieces: [Self.requests[2].utf8.count])
        #expect(chunked.framing == .chunked)
        #expect(!chunked.isPersistent)
        let (_, old) = parse(Array(Self.requests[4].utf8), pieces: [Self.requests[4].utf8.count])
        #expect(old.minorVersion == 0)
        #expect(old.isPersistent)
        #expect(old.method == .patch)
    }

    @Test("every name the bridge reads is found in any case, and no other", arguments: FieldName.allCases)
    func names(name: FieldName) {
        guard name != .other else { return }
        for text in [name.text, name.text.uppercased(), name.text + "x", String(name.text.dropLast())] {
            let value =
                name == .connection || name == .expect
                ? "100-continue" : name == .contentLength ? "1" : name == .transferEncoding ? "chunked" : "a"
            let host = name == .host && text.lowercased() == "host" ? "" : "Host: a\r\n"
            let bytes = Array("GET / HTTP/1.1\r\n\(host)\(text): \(value)\r\n\r\n".utf8)
            let (progress, head) = parse(bytes, pieces: [bytes.count])
            #expect(progress == .complete)
            #expect(head.fields.last?.known == (text.lowercased() == name.text ? name : .other))
        }
    }
}
