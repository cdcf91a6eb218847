import Testing
import Wire

@Suite("Media types")
struct MediaTypeTests {
    @Test("type, subtype and parameters are read with quoting and any case")
    func reads() throws {
        let type = try MediaType.parse(" Multipart/Form-Data ;\tBoundary=\"a \\\"b\\\\\"; ;charset=UTF-8;; x=1;")
        #expect(type.type == "multipart")
        #expect(type.subtype == "form-data")
        #expect(type.isMultipartForm)
        #expect(type["boundary"].map { String(decoding: $0, as: UTF8.self) } == "a \"b\\")
        #expect(type["charset"].map { String(decoding: $0, as: UTF8.self) } == "UTF-8")
        #expect(type["y"] == nil)
    }

    @Test(
        "the three types of body are told apart",
        arguments: [
            ("application/x-www-form-urlencoded", "urlencoded"),
            ("APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8", "urlencoded"),
            ("multipart/form-data; boundary=x", "multipart"),
            ("application/json", "json"),
            ("application/json;charset=utf-8", "json"),
            ("text/json", "json"),
            ("application/cloudevents+json", "json"),
            ("application/jsonx", ""),
            ("multipart/mixed; boundary=x", ""),
            ("application/+json", ""),
        ])
    func kinds(_ text: String, _ expected: String) throws {
        let type = try MediaType.parse(text)
        let kinds = [
            (type.isURLEncoded, "urlencoded"), (type.isMultipartForm, "multipart"), (type.isJSON, "json"),
        ]
        #expect(kinds.filter(\.0).map(\.1).joined() == expected)
    }

    @Test(
        "a malformed type is refused with its place",
        arguments: [
            ("", WireError.Code.empty, 0), ("  ", .empty, 2), ("text", .unexpectedEnd, 4), ("text/", .unexpectedEnd, 5),
            ("/plain", .unexpectedByte, 0), ("text /plain", .unexpectedByte, 4),
            ("text/plain, text/html", .unexpectedByte, 10), ("text/plain; =x", .unexpectedByte, 12),
            ("text/plain; a", .unexpectedEnd, 13), ("text/plain; a=", .unexpectedEnd, 14),
            ("text/plain; a =b", .unexpectedByte, 13), ("text/plain; a=\"b", .unexpectedEnd, 16),
            ("text/plain; a=\"b\"c", .unexpectedByte, 17), ("text/plain; a=b c", .unexpectedByte, 16),
            ("text/plain; a=\"\u{1}\"", .unexpectedByte, 15), ("text/plain\r\n", .unexpectedByte, 10),
        ])
    func refuses(_ text: String, _ code: WireError.Code, _ offset: Int) {
        #expect(throws: WireError(.mediaType, code, at: offset)) { try MediaType.parse(text) }
    }

    @Test("of a repeated parameter the first counts")
    func repeats() throws {
        #expect(try MediaType.parse("text/plain; charset=a; charset=b")["charset"].map(Array.init) == Array("a".utf8))
    }

    @Test("a boundary is one that RFC 2046 allows")
    func boundary() throws {
        func boundary(_ parameter: String) throws -> String {
            String(decoding: try Multipart.boundary(of: .parse("multipart/form-data" + parameter)), as: UTF8.self)
        }
        #expect(try boundary("; boundary=----=_Part_1_2.3") == "----=_Part_1_2.3")
        #expect(try boundary("; boundary=\"a b'()+,-./:=?_\"") == "a b'()+,-./:=?_")
        let long = String(repeating: "x", count: 70)
        #expect(try boundary("; boundary=" + long) == long)
        for bad in [
            "", "; boundary=\"\"", "; boundary=\"a \"", "; boundary=\"a\\\"b\"", "; boundary=x" + long,
            "; boundary=a*b",
        ] {
            #expect(throws: WireError(.mediaType, .invalidBoundary, at: 0), "\(bad)") { try boundary(bad) }
        }
    }

    @Test("64 kB of what quoting is made of takes time in proportion")
    func hostile() {
        let bytes = Array("multipart/form-data; ".utf8) + (0..<65536).map { Array(";=\"\\".utf8)[$0 % 4] }
        let duration = ContinuousClock().measure { _ = try? MediaType.parse(bytes) }
        #expect(duration < .seconds(2))
    }
}
