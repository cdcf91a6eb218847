import TestKit
import Testing
import Wire

/// Four times as much takes about four times as long: with quadratic work it would be sixteen times. Up to a megabyte each.
@Suite("Linear time", .serialized)
struct LinearTimeTests {
    static let limit = 8.0

    @Test(
        "urlencoded forms of one thing",
        arguments: ["a;a;a;", "&", "%", "%4", "=", "+", ";=\"\\", "é", "%FF", "&a", "_charset_=latin1&"])
    func urlencoded(_ piece: String) {
        for prefix in ["", "a=", "_charset_=latin1&a=%E9"] {
            let ratio = Growth.ratio(limit: Self.limit, of: Self.size(prefix), { Self.repeated(piece, prefix, $0) }) {
                bytes in
                _ = try? URLEncoded.decode(bytes)
            }
            #expect(ratio < Self.limit, "\(prefix)\(piece)")
        }
    }

    @Test(
        "urlencoded forms of bytes that are no text",
        arguments: [[0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]])
    func badUTF8(_ piece: [UInt8]) {
        let ratio = Growth.ratio(limit: Self.limit) { size in
            Array("a=".utf8) + (0..<size).map { piece[$0 % piece.count] }
        } _: { bytes in
            let fields = try? URLEncoded.decode(bytes)
            #expect(fields?[first: "a"]?.unicodeScalars.first == "\u{FFFD}")
        }
        #expect(ratio < Self.limit)
    }

    @Test(
        "multipart content of almost-boundaries",
        arguments: ["\r", "\r\n", "\r\n-", "\r\n--", "\r\n--boundar", "\r\n--boundary-", "\r\n--boundary \t", "=", "é"])
    func multipart(_ piece: String) {
        for head in ["", "\r\nContent-Transfer-Encoding: base64", "\r\nContent-Transfer-Encoding: quoted-printable"] {
            let start = "--boundary\r\nContent-Disposition: form-data; name=a\(head)\r\n\r\n"
            let ratio = Growth.ratio(limit: Self.limit, of: Self.size(head)) {
                Self.repeated(piece, start, $0) + Array("\r\n--boundary--".utf8)
            } _: { bytes in
                _ = try? Multipart.decode(bytes, boundary: Array("boundary".utf8))
            }
            #expect(ratio < Self.limit)
        }
    }

    @Test(
        "a part's head of what quoting is made of",
        arguments: [";=\"\\", ";", "\"", "\\", "=", "; name*=utf-8''%", "\\\"", "%22", "a=b;", "'"])
    func partHead(_ piece: String) {
        var limits = WireLimits.standard
        limits.maxPartHead = 1 << 24
        for opening in ["", "name=\"", "name*=utf-8''"] {
            let start = "--b\r\nContent-Disposition: form-data; \(opening)"
            for type in ["", "\"\r\nContent-Type: text/plain; charset=\""] {
                let ratio = Growth.ratio(limit: Self.limit, of: Self.size(opening + type)) {
                    Self.repeated(piece, start + type, $0) + Array("\r\n\r\nx\r\n--b--".utf8)
                } _: { bytes in
                    _ = try? Multipart.decode(bytes, boundary: [0x62], limits: limits)
                }
                #expect(ratio < Self.limit, "\(opening)\(type)")
            }
        }
    }

    @Test(
        "media types and Accept of what quoting is made of",
        arguments: [";=\"\\", ";", "\"", "\\", ",", "a/b;", "a/b,"])
    func fields(_ piece: String) {
        for start in ["", "text/html;x=\"", "text/html;"] {
            let ratio = Growth.ratio(limit: Self.limit, of: Self.size(start), { Self.repeated(piece, start, $0) }) {
                bytes in
                _ = try? MediaType.parse(bytes)
                var accept = AcceptField()
                accept.take(bytes.span, in: bytes.indices)
                _ = accept.prefersPage
            }
            #expect(ratio < Self.limit, "\(start)")
        }
    }

    @Test("JSON of one thing", arguments: ["[", "{\"a\":", "[],", "\"\",", "\\", "\\u0061", "\"", "1", "1,", " ", "é"])
    func json(_ piece: String) {
        for start in ["[", "[\"", "{\"a\":"] {
            let ratio = Growth.ratio(limit: Self.limit, of: Self.size(start), { Self.repeated(piece, start, $0) }) {
                bytes in
                _ = try? JSONDocument.parse(bytes)
            }
            #expect(ratio < Self.limit, "\(start)")
        }
    }

    @Test("JSON that is 100,000 deep is refused after 64 levels, whatever follows")
    func deep() {
        for piece in ["[", "{\"a\":", "[{\"a\":"] {
            let text = Array(String(repeating: piece, count: 100_000).utf8)
            let error = #expect(throws: WireError.self) { try JSONDocument.parse(text) }
            #expect(error?.code == .tooDeep)
            #expect((error?.offset ?? .max) <= 64 * piece.utf8.count)
        }
    }

    @Test("a head that drips in single bytes", arguments: ["a", "\r", "a: b\r\n", "%", "\r\n"])
    func head(_ piece: String) {
        let ratio = Growth.ratio(limit: Self.limit, of: 1 << 12) {
            Self.repeated(piece, "GET / HTTP/1.1\r\nHost: a\r\nX: ", $0)
        } _: { bytes in
            var parser = RequestHeadParser()
            var head = RequestHead()
            for end in bytes.indices where parser.parse(bytes.span, from: 0, to: end, into: &head) != .needsMore {
                break
            }
        }
        #expect(ratio < Self.limit)
    }

    @Test(
        "chunks of one byte, and extensions and trailers of nothing else",
        arguments: ["1\r\na\r\n", "0", "1;", "1;a\r\nb\r\n"])
    func chunks(_ piece: String) {
        let ratio = Growth.ratio(limit: Self.limit, { Self.repeated(piece, "", $0) }) { bytes in
            var decoder = ChunkedDecoder(limit: 1 << 20)
            var output: [UInt8] = []
            var start = 0
            _ = decoder.decode(bytes.span, from: &start, to: bytes.count, into: &output)
        }
        #expect(ratio < Self.limit)
    }

    /// A megabyte, as the larger of the two, of the plain thing; less of its variations, so that all take seconds.
    private static func size(_ variation: String) -> Int { variation.isEmpty ? 1 << 18 : 1 << 14 }

    private static func repeated(_ piece: String, _ start: String, _ size: Int) -> [UInt8] {
        Array((start + String(repeating: piece, count: size / piece.utf8.count)).utf8)
    }
}
