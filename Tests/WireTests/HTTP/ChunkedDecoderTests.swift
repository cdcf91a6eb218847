import Testing
import Wire

@Suite("Taking the chunked coding off")
struct ChunkedDecoderTests {
    struct Outcome: Equatable {
        var progress = ChunkedDecoder.Progress.needsMore
        var content: [UInt8] = []
        var consumed = 0
    }

    private func decode(_ pieces: [ArraySlice<UInt8>], limit: Int = 100) -> Outcome {
        var decoder = ChunkedDecoder(limit: limit)
        var outcome = Outcome()
        for piece in pieces where outcome.progress == .needsMore {
            var start = 0
            outcome.progress = decoder.decode(Array(piece).span, from: &start, to: piece.count, into: &outcome.content)
            outcome.consumed += start
        }
        return outcome
    }

    static let whole: [(encoded: String, content: String)] = [
        ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"),
        ("1\r\na\r\nA\r\n0123456789\r\n00\r\n\r\n", "a0123456789"),
        ("1;x\r\na\r\n1;y=z;q=\"; \\\"\"\r\nb\r\n0;last\r\n\r\n", "ab"),
        ("000000000000001\r\n\n\r\n0\r\nA: b\r\nC: d\r\n\r\n", "\n"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
    ]

    @Test("what is whole is decoded, no beginning of it is, and every split in two reads the same", arguments: whole)
    func prefixesAndSplits(encoded: String, content: String) {
        let bytes = Array(encoded.utf8)
        // What follows belongs to the next request.
        let followed = bytes + Array("GET".utf8)
        let expected = Outcome(progress: .complete, content: Array(content.utf8), consumed: bytes.count)
        #expect(decode([followed[...]]) == expected)
        for split in 0..<bytes.count {
            let beginning = decode([bytes[..<split]])
            #expect(beginning.progress == .needsMore && beginning.consumed == split, "beginning of \(split)")
            #expect(Array(content.utf8).starts(with: beginning.content))
            #expect(decode([bytes[..<split], followed[split...]]) == expected, "split at \(split)")
        }
        #expect(decode(followed.indices.map { followed[$0...$0] }) == expected)
    }

    static let broken: [(encoded: String, consumed: Int, progress: ChunkedDecoder.Progress)] = [
        ("\r\n", 1, .bad), ("g\r\n", 1, .bad), ("-1\r\n", 1, .bad), ("+1\r\n", 1, .bad), (" 1\r\n", 1, .bad),
        ("1 \r\n", 2, .bad), ("0x1\r\n", 2, .bad), ("1\n", 2, .bad), ("1\r\r\n", 3, .bad), ("1\r\nab", 5, .bad),
        ("1\r\na\nb", 5, .bad), ("1\r\na\rb", 6, .bad), ("1;\u{0}\r\n", 3, .bad), ("1;\n", 3, .bad),
        ("1;\r", 3, .bad), ("1;=b\r", 3, .bad), ("1;a=\r", 5, .bad), ("1;a b\r", 4, .bad), ("1;a= b\r", 5, .bad),
        ("1;a=@\r", 5, .bad),
        ("1;a=\"b\r", 7, .bad), ("1;a=\"b\"c\r", 8, .bad), ("1;a=\"\\\r", 7, .bad), ("1;;\r", 3, .bad),
        ("1;a=b=c\r", 6, .bad),
        ("0\r\n a: b\r", 4, .bad), ("0\r\n: b\r", 4, .bad), ("0\r\na b\r", 5, .bad), ("0\r\na\r", 5, .bad),
        ("0\r\na: b\r\n c\r", 10, .bad),
        ("0\r\na : b", 5, .bad),
        ("0000000000000001\r\n", 16, .bad), ("0\r\n\u{7F}", 4, .bad), ("0\r\nA: b\n", 8, .bad), ("0\r\n\rx", 5, .bad),
        ("65\r\n", 3, .tooLarge), ("fffffffffffffff;", 16, .tooLarge),
        ("64\r\n" + String(repeating: "a", count: 100) + "\r\n1\r\n", 108, .tooLarge),
    ]

    @Test("what breaks the grammar or a limit is refused at that byte, in every split in two", arguments: broken)
    func refusals(encoded: String, consumed: Int, progress: ChunkedDecoder.Progress) {
        let bytes = Array(encoded.utf8)
        let whole = decode([bytes[...]])
        #expect(whole.progress == progress && whole.consumed == consumed, "\(whole.consumed)")
        for split in 0...bytes.count {
            #expect(decode([bytes[..<split], bytes[split...]]) == whole, "split at \(split)")
            if split < consumed { #expect(decode([bytes[..<split]]).progress == .needsMore, "beginning of \(split)") }
        }
    }

    @Test("extensions and trailers have 8 KiB together")
    func overhead() {
        for (extensions, trailers, fits) in [(8192, 0, true), (8193, 0, false), (0, 8192, true), (4096, 4097, false)] {
            let bytes = Array(
                ("1" + (extensions > 0 ? ";" : "") + String(repeating: "x", count: extensions) + "\r\na\r\n0\r\n"
                    + String(repeating: "t", count: max(0, trailers - 1))
                    + (trailers > 0 ? ":\r\n" : "") + "\r\n").utf8)
            #expect(decode([bytes[...]]).progress == (fits ? .complete : .bad))
        }
    }
}
