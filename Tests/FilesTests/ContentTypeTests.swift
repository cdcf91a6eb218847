import Glibc
import Testing

@testable import Files

@Suite("What content is, told in a time that its sender does not choose")
struct ContentTypeTests {
    /// The fewest milliseconds of this thread, of three times.
    private func milliseconds(_ magic: ContentType, _ content: [UInt8]) -> Double {
        (0..<3).map { _ in
            let start = Self.threadTime()
            _ = magic.of(content)
            return Self.threadTime() - start
        }.min() ?? 0
    }

    private static func threadTime() -> Double {
        var time = timespec()
        // because the call fills it before it returns.
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }

    @Test("blank lines, blanks and UTF-16 of them cost little, whatever stands before or behind")
    func bounded() throws {
        let magic = try #require(ContentType())
        let size = ContentType.sample
        let lines = [UInt8](repeating: 0x0A, count: size)
        var wide = [UInt8](repeating: 0, count: size)
        for index in stride(from: 1, to: size, by: 2) { wide[index] = 0x0A }
        var contents = [lines, [UInt8](repeating: 0x20, count: size)]
        func add(_ start: [UInt8], _ rest: [UInt8], _ end: [UInt8]) {
            contents.append(start + rest.dropFirst(start.count).dropLast(end.count) + end)
        }
        add(Array("{\n".utf8), lines, [])
        add([], lines, [UInt8](repeating: 0, count: 500))
        add([], lines, [1])
        add([0xFE, 0xFF], wide, [])
        add([0xFF, 0xFE, 0x0A], wide, [0])
        for content in contents {
            // Without a bound of the patterns it is 55 to 285 ms, without one of the sample 80 ms; with both 9.
            #expect(milliseconds(magic, content) < 40)
        }
    }

    @Test("text is text wherever the sample cuts a character, and is none with what no text has, however late")
    func text() throws {
        let magic = try #require(ContentType())
        for start in 0..<4 {
            let content = Array((String(repeating: "a", count: start) + String(repeating: "😀", count: 5000)).utf8)
            #expect(magic.of(content) == "text/plain")
        }
        let plain = Array(String(repeating: "Some words. ", count: 5000).utf8)
        #expect(magic.of(plain) == "text/plain")
        for byte: UInt8 in [0, 1, 4, 6, 0x0E, 0x14] {
            var content = plain
            content[50_000] = byte
            #expect(magic.of(content) == "application/octet-stream", "\(byte)")
        }
        #expect(magic.of(Array((String(repeating: " ", count: 3000) + "<!doctype html><html>").utf8)) == "text/html")
    }

    @Test("what is none is looked at as far as ever: a packed document tells what it is behind its first entries")
    func packed() throws {
        func entry(_ name: String, _ size: Int) -> [UInt8] {
            let (low, high) = (UInt8(size & 255), UInt8(size >> 8))
            var bytes: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]
            bytes += [low, high, 0, 0, low, high, 0, 0, UInt8(name.utf8.count), 0, 0, 0]
            bytes += Array(name.utf8)
            bytes += [UInt8](repeating: 0x78, count: size)
            return bytes
        }
        let document =
            entry("[Content_Types].xml", 1500) + entry("_rels/.rels", 3500) + entry("word/document.xml", 3000)
        let magic = try #require(ContentType())
        #expect(magic.of(document) == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    }
}
