import TestKit
import Testing
import Wire

/// Whole requests beside Node's http server, each on a connection of its own: what we accept Node accepts, and reads the same from it;
/// what Node refuses we refuse, but for what `isDeliberate` names.
@Suite(
    "Requests beside Node's http server", .serialized,
    .enabled(if: ProgramOnPath.find("node") != nil, "node is not on the PATH: nothing to compare with"))
struct NodeTests {
    /// Answers each request with what it read, in JSON; Node's parser itself answers what it refuses with 400 and the like.
    static let script = """
        const http = require('http');
        const server = http.createServer({ maxHeaderSize: 65536 }, (request, response) => {
          const chunks = [];
          request.on('data', (chunk) => chunks.push(chunk));
          request.on('end', () => {
            const text = JSON.stringify({
              method: request.method, url: request.url, fields: request.rawHeaders.map((s) => Buffer.from(s, 'latin1').toString('hex')),
              content: Buffer.concat(chunks).toString('hex') });
            response.writeHead(200, { 'Content-Length': Buffer.byteLength(text), Connection: 'close' });
            response.end(request.method === 'HEAD' ? undefined : text);
          });
        });
        server.on('connect', (request, socket) => socket.end('HTTP/1.1 405 x\\r\\nContent-Length: 0\\r\\n\\r\\n'));
        server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
        """

    static let seeds = [
        "GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /f/contact HTTP/1.1\r\nHost: a.example:80\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
        "POST /f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\n!!!\r\n0\r\nA: b\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost: [::1]:80\r\nX-Empty:\r\nAccept:  a , b\t \r\n\r\n",
        "PUT http://a/x?y HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "\r\nGET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
    ]

    /// By hand, after the table of known attacks: smuggling, folding, odd spaces, odd bytes.
    static let cases: [String] = {
        let fields = [
            "Content-Length: 5\r\nContent-Length: 5", "Content-Length: 5, 5", "Content-Length: +5",
            "Content-Length: -1",
            "Content-Length: 0x5", "Content-Length: 5 5", "Content-Length: 99999999999999999999", "Content-Length:",
            "Content-Length : 5", "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: xchunked",
            "Transfer-Encoding: identity", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: \"chunked\"", "Transfer-Encoding:\u{B}chunked", " X: y", "X: y\r\n z", "X : y", ": y",
            "X",
            "X: a\rb", "X: a\0b", "X: a\u{7F}b", "X: a\nY: b", "X\u{0}: y", "Xé: y", "X: é", "X:\ty\t", "X: a\r\n\tb",
            "Host: b",
            "X: y\r", "(X): y", "X[]: y",
        ]
        let lines = [
            "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "GET /  HTTP/1.1", "GET\t/ HTTP/1.1", "GET / HTTP/1.2",
            "GET / HTTP/2.0", "GET / http/1.1",
            "GET / HTTP/1.10", "GET / HTTP/01.1", "GET /", "GET a HTTP/1.1", "GET /é HTTP/1.1", "GET /a#b HTTP/1.1",
            "GET /\u{1} HTTP/1.1",
            "get / HTTP/1.1", "G@T / HTTP/1.1", "XYZ / HTTP/1.1", "/ HTTP/1.1", "GET /<>\"{}|^` HTTP/1.1",
            "TRACE / HTTP/1.1", "GET ftp://a/ HTTP/1.1",
            "GET http://a HTTP/1.1", "GET http:///x HTTP/1.1", "GET * HTTP/1.1", "PRI * HTTP/2.0",
            "CONNECT a:80 HTTP/1.1",
        ]
        let chunks = [
            "5\r\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", " 5\r\nhello\r\n0\r\n\r\n",
            "+5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
            "5\nhello\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\n",
            "5\r\nhello\n0\r\n\r\n",
            "fffffffffffffffff\r\n", "5;\u{0}\r\nhello\r\n0\r\n\r\n", "5;a\rb\r\nhello\r\n0\r\n\r\n",
            "5;a\nb\r\nhello\r\n0\r\n\r\n", "0\r\nX: a\nY: b\r\n\r\n",
            "0\r\n X: y\r\n\r\n", "0\r\n\r\n", "005\r\nhello\r\n000\r\n\r\n",
        ]
        return fields.map { "POST / HTTP/1.1\r\nHost: a\r\n\($0)\r\n\r\nhello" }
            + lines.map { $0 + "\r\nHost: a\r\n\r\n" }
            + chunks.map { "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + $0 }
    }()

    @Test("hand-made and random requests are read alike, or refused by us")
    func same() async throws {
        let node = try #require(ProgramOnPath.find("node"))
        let server = try ChildProcess(node, ["-e", Self.script])
        let line = try await server.line(holding: "port ", on: .output)
        let port = try #require(Int(line.dropFirst(5)))
        var random = SplitMix(state: 0x40DE)
        let requests = (Self.seeds + Self.cases).map { Array($0.utf8) } + (0..<1200).map { _ in Self.mutated(&random) }
        var accepted = 0
        for start in stride(from: 0, to: requests.count, by: 100) {
            // What follows a request is another one, and Node would refuse that too.
            let ours = requests[start..<min(start + 100, requests.count)].compactMap { request in
                ReadRequest(request).map { (bytes: Array(request[..<$0.end]), read: $0) }
            }
            accepted += ours.count
            let answers = try await offPool {
                try ours.map { request -> RawResponse? in
                    let client = try RawClient(port: port, limit: 10)
                    try client.send(request.bytes)
                    client.finishSending()
                    guard let first = try? client.response() else { return nil }
                    return first.status == 100 ? try? client.response() : first
                }
            }
            for (request, answer) in zip(ours, answers) where !Self.isDeliberate(request.read) {
                let text = String(decoding: request.bytes, as: UTF8.self).debugDescription
                guard let answer, answer.status == 200, let json = try? JSONDocument.parse(answer.content).root else {
                    Issue.record("Node refuses what we accept, with \(answer?.status ?? 0): \(text)")
                    continue
                }
                #expect(json["method"]?.string == request.read.method, "\(text)")
                #expect(json["url"]?.string.map(Self.originForm) == request.read.target, "\(text)")
                #expect(json["fields"]?.elements.compactMap(\.string) == request.read.fields, "\(text)")
                #expect(json["content"]?.string == request.read.content, "\(text)")
            }
        }
        #expect(accepted > 200 && accepted < requests.count - 200)
        try await server.killAndWait()
    }

    /// What Node refuses, or answers in another way, and we read on purpose.
    private static func isDeliberate(_ request: ReadRequest) -> Bool {
        // Node knows a fixed list of methods, and hands CONNECT on; to us any token is a method (RFC 9110, section 9.1), answered with 405.
        let methods = ["GET", "POST", "PUT", "OPTIONS", "PATCH", "DELETE", "TRACE"]
        if !methods.contains(request.method) { return true }
        // A higher minor version is HTTP/1.1 to us (RFC 9110, section 2.5).
        return !["HTTP/1.0", "HTTP/1.1"].contains(request.version)
    }

    /// Node gives the target as it came. Of one in absolute-form path and query count, and the path of one without is `/`.
    private static func originForm(_ target: String) -> String {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return target }
        let rest = target[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        return rest.hasPrefix("/") ? String(rest) : "/" + rest
    }

    private static func mutated(_ random: inout SplitMix) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
        let special = Array("\r\n\t :;,\0/%#[]@\u{7F}0".utf8) + [0x80, 0xFF]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let byte = special.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = byte
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(byte, at: place)
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }
}
