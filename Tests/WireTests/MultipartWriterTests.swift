import Testing
import Wire

@Suite("Writing multipart/form-data")
struct MultipartWriterTests {
    @Test("fields are written as browsers write them, and read back")
    func writes() throws {
        var writer = MultipartWriter(boundary: "b")
        writer.field(name: "lead[name]", value: "Ada Lovelace")
        writer.field(name: "a\"b\r\n%", value: "line\r\nline\r\n")
        writer.finish()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                --b\r
                Content-Disposition: form-data; name="lead[name]"\r
                \r
                Ada Lovelace\r
                --b\r
                Content-Disposition: form-data; name="a%22b%0D%0A%"\r
                \r
                line\r
                line\r
                \r
                --b--\r

                """)
        let boundary = try Multipart.boundary(of: .parse(writer.contentType))
        let fields = try Multipart.decode(writer.bytes, boundary: boundary)
        #expect(fields[first: "a\"b\r\n%"] == "line\r\nline\r\n")
    }

    @Test("a boundary is random and allowed")
    func boundary() throws {
        let one = MultipartWriter(boundary: MultipartWriter.randomBoundary())
        let other = MultipartWriter(boundary: MultipartWriter.randomBoundary())
        #expect(one.boundary != other.boundary)
        #expect(try Multipart.boundary(of: .parse(one.contentType)) == Array(one.boundary.utf8))
    }
}
