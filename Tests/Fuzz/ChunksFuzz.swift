/// The chunked coding: pieces decode as the whole does, and as a second, plain reading of RFC 9112, section 7.1, says.
enum ChunksFuzz {
    static let limit = 300

    static func check(_ input: [UInt8]) {
        let whole = decode([input[...]])
        for split in splits(of: input) {
            let inTwo = decode([input[..<split], input[split...]])
            expect(inTwo == whole, "a split changes nothing")
        }
        expect(decode(input.indices.map { input[$0...$0] }) == whole, "single bytes change nothing")
        expect(whole.content.count <= limit, "content is bounded")
        expect(whole.consumed <= input.count, "no more is read than came")
        if let reference = reference(input) {
            expect(whole == reference, "what the grammar allows is decoded")
        } else {
            expect(whole.progress != .complete, "what the grammar does not allow is no content")
        }
        roundTrip(input)
    }

    struct Outcome: Equatable {
        var progress = ChunkedDecoder.Progress.needsMore
        var content: [UInt8] = []
        var consumed = 0
    }

    private static func decode(_ pieces: [ArraySlice<UInt8>], limit: Int = limit) -> Outcome {
        var decoder = ChunkedDecoder(limit: limit)
        var outcome = Outcome()
        for piece in pieces where outcome.progress == .needsMore {
            var start = 0
            outcome.progress = decoder.decode(
                Array(piece).span, from: &start, to: piece.count, into: &outcome.content)
            outcome.consumed += start
        }
        return outcome
    }

    /// The content of whole, valid chunks within the limits; nil for anything else.
    private static func reference(_ input: [UInt8]) -> Outcome? {
        var rest = input[...]
        var outcome = Outcome(progress: .complete)
        var overhead = 0
        func line() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: 0x0D), rest.dropFirst(end - rest.startIndex + 1).first == 0x0A else {
                return nil
            }
            let line = rest[..<end]
            rest = rest[(end + 2)...]
            return line.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 } ? line : nil
        }
        while true {
            guard let head = line() else { return nil }
            let digits = head.prefix { Hexadecimal.value($0) != nil }
            guard (1...15).contains(digits.count), let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            let extensions = head[digits.endIndex...]
            guard areExtensions(extensions) else { return nil }
            overhead += max(extensions.count - 1, 0)
            guard outcome.content.count + size <= limit else { return nil }
            if size == 0 { break }
            guard rest.count >= size + 2, rest[(rest.startIndex + size)...].starts(with: [0x0D, 0x0A]) else {
                return nil
            }
            outcome.content += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        while true {
            guard let trailer = line() else { return nil }
            overhead += trailer.count
            if trailer.isEmpty { break }
            let name = trailer.prefix { Token.contains($0) }
            guard !name.isEmpty, trailer[name.endIndex...].first == 0x3A else { return nil }
        }
        outcome.consumed = rest.startIndex
        return overhead <= 8 * 1024 ? outcome : nil
    }

    /// `;name`, `;name=token` or `;name="quoted"`, any number of times.
    private static func areExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        func token() -> Bool {
            let token = rest.prefix { Token.contains($0) }
            rest = rest[token.endIndex...]
            return !token.isEmpty
        }
        while let semicolon = rest.popFirst() {
            guard semicolon == 0x3B, token() else { return false }
            guard rest.first == 0x3D else { continue }
            rest.removeFirst()
            guard rest.first == 0x22 else {
                guard token() else { return false }
                continue
            }
            rest.removeFirst()
            var isClosed = false
            while !isClosed, let byte = rest.popFirst() {
                isClosed = byte == 0x22
                if byte == 0x5C { _ = rest.popFirst() }
            }
            guard isClosed else { return false }
        }
        return true
    }

    /// The input as content, in chunks as long as its bytes are great.
    private static func roundTrip(_ input: [UInt8]) {
        var encoded: [UInt8] = []
        var rest = input[...]
        while let first = rest.first {
            let chunk = rest.prefix(max(1, Int(first)))
            encoded += Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + [0x0D, 0x0A]
            rest = rest.dropFirst(chunk.count)
        }
        encoded += Array("0\r\n\r\n".utf8)
        let outcome = decode([encoded[...] + [0x47]], limit: input.count)
        expect(
            outcome == Outcome(progress: .complete, content: input, consumed: encoded.count),
            "what is encoded is decoded")
        if !input.isEmpty {
            expect(decode([encoded[...]], limit: input.count - 1).progress == .tooLarge, "one byte more is too large")
        }
    }
}
