import TestKit
import Testing
import Wire

@testable import Files

@Suite("Files that come at once share the disk's room")
struct FileRoomTests {
    @Test("what is promised is nobody else's until it is written or given back; where nothing is known, there is room")
    func promises() {
        let room = FileRoom { FileRoom.reserve + 1000 }
        #expect(!room.promise(10, most: 1000))
        #expect(room.promise(400, most: 900) && room.promise(500, most: 599))
        #expect(!room.promise(100))
        room.release(500)
        #expect(room.promise(100) && !room.promise(500))
        #expect(FileRoom { nil }.promise(1 << 40))
    }

    @Test("files that all began while there was room leave what is the others', and give back what they did not use")
    func together() throws {
        let scratch = try ScratchFolder("room")
        let folder = FileFolder(path: scratch.path)
        // A disk of 2 MiB beside what is left to others, of which the folder's files take.
        let size = 2 << 20
        let room = FileRoom {
            FileRoom.reserve + size
                - folder.keys().reduce(0) { sum, key in
                    guard let (descriptor, size) = folder.open(key) else { return sum }
                    folder.close(descriptor)
                    return sum + size
                }
        }
        var settings = FileSettings(.link)
        settings.largest = 1 << 20
        let boundary = Array("b".utf8)
        let head = "--b\r\nContent-Disposition: form-data; name=a; filename=a.txt\r\n\r\n"
        let first = Array((head + String(repeating: "x", count: 100)).utf8)
        let piece = [UInt8](repeating: 0x78, count: 100_000)
        var parsers = (0..<8).map { _ in MultipartParser(boundary: boundary) }
        var readers = parsers.map { _ in
            UploadReader(
                boundary: boundary, settings: settings, folder: folder, room: room, textLimit: 1000,
                newKey: { FileKey.random() }, typeOf: { _ in "text/plain" })
        }
        for index in readers.indices { try parsers[index].feed(first.span, into: &readers[index]) }
        for _ in 0..<9 {
            for index in readers.indices where readers[index].stop == nil {
                try parsers[index].feed(piece.span, into: &readers[index])
            }
        }
        let written = scratch.names.reduce(0) { $0 + scratch.read("\($1)").utf8.count }
        #expect(written < size && written > size / 4, "\(written)")
        #expect(readers.contains { $0.stop == .cannotKeep("the disk has no room for files") })
        for index in readers.indices { _ = readers[index].discard() }
        // All of it is free again, to a byte.
        #expect(folder.keys().isEmpty && room.promise(size - 1) && !room.promise(1))
    }
}
