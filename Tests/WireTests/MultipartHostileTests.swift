import Testing
import Wire

@Suite("Hostile multipart", .serialized)
struct MultipartHostileTests {
    @Test("64 kB of what quoting is made of in a part's head takes time in proportion")
    func head() {
        var limits = WireLimits.standard
        limits.maxPartHead = 1 << 20
        for quote in ["", "\"", "name=\""] {
            let noise = (0..<65536).map { Array(";=`\\".utf8)[$0 % 4] }
            let head = Array("--b\r\nContent-Disposition: form-data; \(quote)".utf8)
            let bytes = head + noise.map { $0 == 0x60 ? 0x22 : $0 } + Array("\r\n\r\nx\r\n--b--".utf8)
            let duration = ContinuousClock().measure {
                _ = PartCollector.read([bytes[...]], boundary: "b", limits: limits)
                _ = PartCollector.read([bytes[...]], boundary: "b")
            }
            #expect(duration < .seconds(2))
        }
    }

    @Test(
        "a megabyte of almost-boundaries takes time in proportion",
        arguments: [
            "\r", "\n", "\r\n", "\r\n-", "\r\n--", "\r\n--boundar", "\r\n--boundary-", "\r\n--boundary\t \r", "x",
        ])
    func content(_ piece: String) throws {
        let filler = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        let start = "--boundary\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        let bytes = Array("\(start)\(filler)\r\n--boundary--".utf8)
        let duration = try ContinuousClock().measure {
            let fields = try Multipart.decode(bytes, boundary: Array("boundary".utf8))
            #expect(fields.entries.first?.value.count == filler.utf8.count)
        }
        #expect(duration < .seconds(10))
    }

    @Test("a megabyte before the first boundary, or after the last, is no burden", arguments: ["\r\n", "-", "x"])
    func around(_ piece: String) {
        let filler = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        let duration = ContinuousClock().measure {
            _ = try? Multipart.decode(Array("\(filler)--b--".utf8), boundary: [0x62])
            _ = try? Multipart.decode(Array("--b--\(filler)".utf8), boundary: [0x62])
        }
        #expect(duration < .seconds(10))
    }

    @Test("padding without end is content")
    func padding() throws {
        let start = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        let value = "\r\n--b" + String(repeating: " ", count: 100_000)
        let bytes = Array("\(start)\(value)\r\n--b--".utf8)
        #expect(try Multipart.decode(bytes, boundary: [0x62])[first: "a"] == value)
        let pieces = bytes.indices.map { bytes[$0...$0] }
        #expect(try PartCollector.read(pieces, boundary: "b").get().first?.content == Array(value.utf8))
    }
}
