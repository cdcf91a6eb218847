/// Multipart forms: pieces read as the whole does, and what is written reads the same. The boundary is `b`, or `--b`.
enum MultipartFuzz {
    static func check(_ input: [UInt8]) {
        for boundary in ["b", "--b"] {
            let whole = read([input[...]], boundary)
            for split in splits(of: input) {
                expect(read([input[..<split], input[split...]], boundary) == whole, "a split changes nothing")
            }
            // Dear with AddressSanitizer, so for short ones only.
            if input.count <= 200 {
                expect(read(input.indices.map { input[$0...$0] }, boundary) == whole, "single bytes change nothing")
            }
            if case .failure(let error) = whole {
                expect((0...input.count).contains(error.offset), "an error's place is within the form")
            }
            checkFields(input, boundary, whole)
            checkRewriting(input, boundary)
        }
        roundTrip(input)
    }

    /// Keeps everything.
    private struct Collector: MultipartSink {
        struct Part: Equatable {
            var head: String
            var content: [UInt8] = []
            var isWhole = false
        }
        var parts: [Part] = []

        mutating func begin(_ part: PartHead) throws(WireError) {
            for range in [part.name, part.filename, part.contentType].compactMap(\.self) {
                expect(range.lowerBound >= 0 && range.upperBound <= part.bytes.count, "a head's ranges are within it")
            }
            let name = Array(part.bytes[part.name])
            let filename = part.filename.map { Array(part.bytes[$0]) }
            let type = part.contentType.map { Array(part.bytes[$0]) }
            parts.append(
                Part(
                    head: "\(name) \(String(describing: filename)) \(String(describing: type)) \(part.transferEncoding)"
                ))
        }

        mutating func content(_ bytes: Span<UInt8>) {
            expect(!parts.isEmpty && !parts[parts.count - 1].isWhole, "content comes within a part")
            for index in bytes.indices { parts[parts.count - 1].content.append(bytes[index]) }
        }

        mutating func end() throws(WireError) { parts[parts.count - 1].isWhole = true }
    }

    private static func read(_ pieces: [ArraySlice<UInt8>], _ boundary: String) -> Result<[Collector.Part], WireError> {
        var parser = MultipartParser(boundary: Array(boundary.utf8))
        var collector = Collector()
        do throws(WireError) {
            for piece in pieces { try parser.feed(Array(piece).span, into: &collector) }
            try parser.finish()
        } catch {
            return .failure(error)
        }
        expect(collector.parts.allSatisfy(\.isWhole), "a form that is whole has whole parts")
        return .success(collector.parts)
    }

    private static func checkFields(
        _ input: [UInt8], _ boundary: String, _ parts: Result<[Collector.Part], WireError>
    ) {
        guard let fields = try? Multipart.decode(input, boundary: Array(boundary.utf8), charset: .windows1252) else {
            return
        }
        guard case .success(let parts) = parts else { return expect(false, "no broken form has fields") }
        expect(fields.entries.count == parts.count, "each part is a field")
        for entry in fields.entries {
            expect(
                entry.name.upperBound <= entry.value.lowerBound && entry.value.upperBound <= fields.bytes.count,
                "ranges are within the bytes")
            expect(String(validating: fields.bytes[entry.name], as: UTF8.self) != nil, "names are UTF-8")
            expect(String(validating: fields.bytes[entry.value], as: UTF8.self) != nil, "values are UTF-8")
            if let file = entry.file {
                expect(fields.files[file].filename == fields.value(of: entry), "a file's value is its name")
            }
        }
    }

    /// Writes a form again without its files, as an upload leaves it.
    private struct Rewriter: MultipartSink {
        var writer: PartWriter
        private var isFile = false

        init(_ boundary: String) { writer = PartWriter(boundary: Array(boundary.utf8)) }

        mutating func begin(_ part: PartHead) throws(WireError) {
            isFile = part.filename != nil
            writer.begin(part, isText: !isFile)
        }

        mutating func content(_ bytes: Span<UInt8>) { if !isFile { writer.content(bytes) } }

        mutating func end() throws(WireError) { writer.end() }
    }

    /// What is written again reads the same, but for the files' content.
    private static func checkRewriting(_ input: [UInt8], _ boundary: String) {
        guard let before = try? Multipart.decode(input, boundary: Array(boundary.utf8)) else { return }
        var parser = MultipartParser(boundary: Array(boundary.utf8))
        var rewriter = Rewriter(boundary)
        do throws(WireError) {
            try parser.feed(input.span, into: &rewriter)
            try parser.finish()
        } catch {
            return expect(false, "a form that was read can be written again")
        }
        rewriter.writer.finish(hyphensLeftOut: parser.hyphensLeftOut)
        // A head may become longer, beyond its limit: then it is refused.
        var limits = WireLimits.standard
        limits.maxPartHead *= 4
        let after = try? Multipart.decode(rewriter.writer.bytes, boundary: Array(boundary.utf8), limits: limits)
        expect(after?.entries.count == before.entries.count, "no field is lost")
        guard let after else { return }
        for (one, other) in zip(before.entries, after.entries) {
            expect(before.name(of: one) == after.name(of: other), "names are the same")
            expect(before.value(of: one) == after.value(of: other), "values are the same")
            expect((one.file == nil) == (other.file == nil), "what was a file is one")
        }
    }

    /// The input's lines as values of fields.
    private static func roundTrip(_ input: [UInt8]) {
        let boundary = "BoardBridge-0123456789abcdef"
        let values = input.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(50)
            .map { String(decoding: $0, as: UTF8.self) }
        // What the boundary's digits are for: nobody can write them.
        if values.contains(where: { $0.contains(boundary) }) { return }
        var writer = MultipartWriter(boundary: boundary)
        // A name's control characters are refused, and what looks like a browser's escape is read as one.
        for value in values { writer.field(name: "a\"\r\n", value: value) }
        writer.finish()
        let fields = try? Multipart.decode(writer.bytes, boundary: Array(boundary.utf8))
        let read = fields.map { fields in fields.entries.map { Array(fields.bytes[$0.value]) } }
        // A field called `_charset_` is not among them, so that all is UTF-8.
        expect(read == values.map { Array($0.utf8) }, "what is written reads the same")
        expect(fields?.entries.allSatisfy { fields?.name(of: $0) == "a\"\r\n" } ?? false, "names read the same")
    }
}
