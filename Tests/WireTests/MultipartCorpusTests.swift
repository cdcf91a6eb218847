import Testing
import Wire

@Suite("Multipart, python-multipart's cases", .enabled(if: Corpora.has("multipart")))
struct MultipartCorpusTests {
    @Test("each case reads as told, whole, byte by byte, and in every split in two")
    func all() throws {
        let names = try Corpora.names(in: "multipart", ending: ".http").map { String($0.dropLast(5)) }
        #expect(names.count == 30)
        for name in names {
            let each = try MultipartCase(name)
            let whole = PartCollector.read([each.body[...]], boundary: each.boundary)
            check(whole, each)
            let bytes = each.body.indices.map { each.body[$0...$0] }
            #expect(PartCollector.read(bytes, boundary: each.boundary) == whole, "\(name), byte by byte")
            for split in each.body.indices {
                let halves = [each.body[..<split], each.body[split...]]
                #expect(PartCollector.read(halves, boundary: each.boundary) == whole, "\(name), split at \(split)")
            }
        }
    }

    private func check(_ result: Result<[PartCollector.Part], WireError>, _ each: MultipartCase) {
        switch result {
        case .success(let parts):
            #expect(each.errorOffset == nil, "\(each.name)")
            #expect(parts.count == each.parts.count, "\(each.name)")
            for (part, expected) in zip(parts, each.parts) {
                #expect(part.name == expected.name, "\(each.name)")
                #expect(part.filename == expected.filename, "\(each.name)")
                #expect(part.content == expected.content, "\(each.name)")
                // RFC 7578, section 4.4: a part that names no type is text/plain.
                let type = expected.contentType ?? "text/plain"
                #expect((part.contentType ?? "text/plain").hasPrefix(type), "\(each.name)")
            }
        case .failure(let error):
            #expect(each.errorOffset == error.offset, "\(each.name): \(error)")
        }
    }
}
