import TestKit
import Testing
import Wire

@testable import Files

@Suite("A form with files as it comes: its text stays, its files go to the folder, and what is refused is gone")
struct UploadReaderTests {
    private func read(
        _ pieces: [ArraySlice<UInt8>], in folder: FileFolder, _ edit: (inout FileSettings) -> Void = { _ in },
        textLimit: Int = 10_000
    ) throws -> UploadReader {
        var settings = FileSettings(.link)
        settings.most = 2
        settings.largest = 1000
        edit(&settings)
        let magic = FileLane(0)
        var reader = UploadReader(
            boundary: Array("b".utf8), settings: settings, folder: folder, room: FileRoom(of: folder),
            textLimit: textLimit,
            newKey: { FileKey.random() }, typeOf: { magic.contentType(of: $0) })
        var parser = MultipartParser(boundary: Array("b".utf8))
        for piece in pieces { try parser.feed(Array(piece).span, into: &reader) }
        try parser.finish()
        reader.finish(hyphensLeftOut: parser.hyphensLeftOut)
        return reader
    }

    private func form(_ files: [(name: String, content: String)]) -> [UInt8] {
        var text = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n"
        for file in files {
            text +=
                "--b\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"\(file.name)\"\r\n\r\n\(file.content)\r\n"
        }
        return Array((text + "--b--\r\n").utf8)
    }

    private static let pdf = "%PDF-1.4\r\n--b x\r\n-\r\r\n"

    @Test("in every split of two, and byte by byte, it is the same form and the same files")
    func splits() throws {
        let scratch = try ScratchFolder("uploads")
        let folder = FileFolder(path: scratch.path + "/files")
        let bytes = form([("a.pdf", Self.pdf), ("", ""), ("b.txt", "text")])
        let whole = try read([bytes[...]], in: folder)
        #expect(
            whole.parts.map(\.size) == [Self.pdf.utf8.count, 0, 4] && whole.parts.map(\.problem) == [nil, nil, nil])
        #expect(scratch.read("files/\(try #require(whole.parts[0].key))") == Self.pdf)
        var ways = bytes.indices.map { [bytes[..<$0], bytes[$0...]] }
        ways.append(bytes.indices.map { bytes[$0...$0] })
        for pieces in ways {
            var same = try read(pieces, in: folder)
            #expect(same.writer.bytes == whole.writer.bytes)
            #expect(same.parts.map(\.digest) == whole.parts.map(\.digest))
            #expect(
                same.parts.map { $0.key.flatMap { folder.digest(of: $0) } ?? [] }
                    == whole.parts.map(\.digest).map { $0 })
            _ = same.discard()
        }
        #expect(folder.keys().count == 2)
        // The text is a form still, in which the files have their names.
        let left = try Multipart.decode(whole.writer.bytes, boundary: Array("b".utf8))
        #expect(left.entries.map { left.value(of: $0) } == ["Ada", "a.pdf", "", "b.txt"])
    }

    @Test("what is too large is cut at the limit, and neither it nor what is refused stays in the folder")
    func refused() throws {
        let scratch = try ScratchFolder("uploads")
        let folder = FileFolder(path: scratch.path)
        let reader = try read(
            [
                form([
                    ("a.pdf", Self.pdf + String(repeating: "x", count: 5000)), ("b.pdf", "no pdf"), ("c.pdf", Self.pdf),
                ])[...]
            ],
            in: folder)
        #expect(
            reader.parts.map(\.problem) == [
                .tooLarge(limit: 1000), .type(FileType.usual.map(\.name)), .tooMany(limit: 2),
            ])
        #expect(folder.keys().isEmpty)
        #expect(try read([form([("a.pdf", "")])[...]], in: folder).parts[0].problem == .empty)
    }

    @Test("files without a name count as much as others, once something is in them")
    func nameless() throws {
        let scratch = try ScratchFolder("uploads")
        let reader = try read(
            [form([("", ""), ("", "one"), ("", ""), ("", "two"), ("", "three"), ("d.txt", "four")])[...]],
            in: FileFolder(path: scratch.path))
        #expect(
            reader.parts.map(\.problem) == [nil, nil, nil, nil, .tooMany(limit: 2), .tooMany(limit: 2)])
        #expect(scratch.names.count == 2)
    }

    @Test("dropped files are looked at, and never written")
    func dropped() throws {
        let scratch = try ScratchFolder("uploads")
        let reader = try read([form([("a.pdf", Self.pdf)])[...]], in: FileFolder(path: scratch.path)) {
            $0.destination = .drop
        }
        #expect(reader.parts[0].key == nil && reader.parts[0].problem == nil && reader.parts[0].size > 0)
        #expect(scratch.names.isEmpty)
    }

    @Test("text beyond its limit stops it, however much room there is for files")
    func text() throws {
        let scratch = try ScratchFolder("uploads")
        let reader = try read([form([])[...]], in: FileFolder(path: scratch.path), textLimit: 50)
        #expect(reader.stop == .tooMuchText)
    }

    @Test("a folder that cannot be written stops it, and says so")
    func unwritable() throws {
        let reader = try read([form([("a.pdf", Self.pdf)])[...]], in: FileFolder(path: "/proc/nowhere"))
        guard case .cannotKeep(let words) = reader.stop else {
            Issue.record("it was kept")
            return
        }
        #expect(words.contains("/proc/nowhere"))
    }
}
