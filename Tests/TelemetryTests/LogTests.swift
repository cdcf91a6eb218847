import Foundation
import Telemetry
import TestKit
import Testing

@Suite("Log lines")
struct LogTests {
    /// What a log writes, read back through a pipe.
    private func written(_ format: LogFormat, level: LogLevel = .info, _ body: (Log) -> Void) throws -> String {
        let pipe = try TestKit.Pipe()
        body(Log(descriptor: pipe.writeEnd, format: format, level: level))
        return try pipe.finish()
    }

    @Test("JSON lines hold the fields in their order")
    func json() throws {
        let line = try written(.json) { log in
            log.line(.warning, "it happened") { line in
                line.add("form", "contact")
                line.add("count", -3)
                line.add("ms", microseconds: 12_345)
                line.add("absent", nil)
            }
        }
        #expect(line.hasPrefix(#"{"time":"20"#))
        #expect(
            line.hasSuffix(
                #"Z","level":"warning","event":"it happened","form":"contact","count":-3,"ms":12.345}"# + "\n"))
    }

    @Test("logfmt quotes what needs it")
    func logfmt() throws {
        let line = try written(.logfmt) { log in
            log.line(.info, "stored") { line in
                line.add("a", "plain")
                line.add("b", "two words")
                line.add("c", "")
                line.add("d", #"x="y""#)
            }
        }
        #expect(line.hasSuffix(#"level=info event=stored a=plain b="two words" c="" d="x=\"y\"""# + "\n"))
    }

    @Test("a line of parts made ready is the line that is written field by field", arguments: LogFormat.allCases)
    func stretches(format: LogFormat) throws {
        let key = LogKey("request_id")
        let begin = LogStretch(.event(LogEvent(.warning, "it happened")), .word(key))
        let middle = LogStretch(.endOfWord, .field(LogField("form", "two words")))
        let lines = try written(format) { log in
            var buffer = LogBuffer(log)
            buffer.line(.warning, begin, at: 1_000) { line in
                line.add { $0 += Array("abc".utf8) }
                line.add(middle)
                line.add(LogKey("ms"), 12)
            }
            buffer.line(.warning, "it happened", at: 1_000) { line in
                line.add("request_id", "abc")
                line.add("form", "two words")
                line.add("ms", 12)
            }
            buffer.flush()
        }
        .split(separator: "\n")
        #expect(lines.count == 2)
        // JSON has the word in quotes, as every text; logfmt has neither.
        #expect(lines.first == lines.last)
    }

    @Test("a line of a pattern is the line that is written field by field", arguments: LogFormat.allCases)
    func patterns(format: LogFormat) throws {
        func pattern(_ form: String) -> LogPattern {
            LogPattern(
                .warning, LogStretch(.event(LogEvent(.warning, "it happened")), .word(LogKey("request_id"))), word: 3,
                LogStretch(.endOfWord, .field(LogField("form", form)), .word(LogKey("id"))), word: 2,
                LogStretch(.endOfWord, .number(LogKey("ms"))))
        }
        let (one, other) = (pattern("two words"), pattern("x"))
        // The same again, with other words, with another number, of another form, at another moment, and after a line of no pattern.
        let wanted: [(LogPattern, form: String, at: Int64, words: (String, String), Int)] = [
            (one, "two words", 1_000, ("abc", "de"), 1), (one, "two words", 1_000, ("fgh", "ij"), 0),
            (one, "two words", 1_000, ("abc", "ij"), 12_345), (other, "x", 1_000, ("abc", "de"), 9),
            (other, "x", 2_000, ("klm", "no"), 10), (one, "two words", 2_000, ("abc", "de"), 10),
        ]
        func write(_ add: (inout LogBuffer, Int) -> Void) throws -> String {
            try written(format) { log in
                var buffer = LogBuffer(log)
                for index in wanted.indices {
                    add(&buffer, index)
                    if index == 4 { buffer.line(.error, "in between", at: 3_000) { $0.add("a", 1) } }
                }
                buffer.flush()
            }
        }
        let lines = try write { buffer, index in
            let line = wanted[index]
            buffer.line(line.0, at: line.at, number: line.4) { text, first, second in
                for (offset, byte) in line.words.0.utf8.enumerated() { text[first + offset] = byte }
                for (offset, byte) in line.words.1.utf8.enumerated() { text[second + offset] = byte }
            }
        }
        let fields = try write { buffer, index in
            let line = wanted[index]
            buffer.line(.warning, "it happened", at: line.at) {
                $0.add("request_id", line.words.0)
                $0.add("form", line.form)
                $0.add("id", line.words.1)
                $0.add("ms", line.4)
            }
        }
        #expect(lines == fields)
        #expect(lines.split(separator: "\n").count == 7)
    }

    @Test("no value can begin a line, move a cursor or turn the text around", arguments: LogFormat.allCases)
    func injection(format: LogFormat) throws {
        let hostile =
            "a\r\n\u{1B}[2Jb\u{7F}\u{85}\u{2028}\u{2029}\u{202E}\u{0}\\\""
            + String(decoding: [0xFF, 0xC0], as: UTF8.self)
        let line = try written(format) { log in log.line(.error, "x") { $0.add("v", hostile) } }
        #expect(line.filter { $0 == "\n" }.count == 1)
        for scalar in line.dropLast().unicodeScalars {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            #expect(![0x2028, 0x2029, 0x202E].contains(scalar.value))
        }
    }

    @Test("a reader that has stopped reading stops nobody, and whole lines are what it finds")
    func stuckReader() throws {
        let pipe = try TestKit.Pipe()
        let log = Log(descriptor: pipe.writeEnd, format: .json)
        for number in 0..<5000 { log.line(.info, "one of many") { $0.add("number", number) } }
        let lines = try pipe.finish().split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count > 100)
        #expect(lines.count < 5000)
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }

    @Test("threads that wait for the same reader are not stopped either: no two take the room that it makes for theirs")
    func stuckReaderOfMany() async throws {
        let finished = try await offPool {
            // Each line needs a page of the pipe for itself, and sixteen fill it.
            let long = String(repeating: "a", count: 3900)
            var finished = 0
            for _ in 0..<20 {
                let pipe = try TestKit.Pipe()
                let log = Log(descriptor: pipe.writeEnd, format: .json)
                for _ in 0..<16 { log.line(.info, "one of many") { $0.add("text", long) } }
                let done = DispatchSemaphore(value: 0)
                for _ in 0..<8 {
                    Thread {
                        log.line(.info, "one of many") { $0.add("text", long) }
                        done.signal()
                    }.start()
                }
                var missing = 8
                // Time for them to wait; then there is room for one.
                if done.wait(timeout: .now() + .milliseconds(20)) == .success { missing -= 1 }
                _ = pipe.read(atMost: 4096)
                while missing > 0, done.wait(timeout: .now() + .seconds(5)) == .success { missing -= 1 }
                if missing == 0 { finished += 1 }
                // Whoever hangs is let go.
                while missing > 0 {
                    _ = pipe.read(atMost: 1 << 16)
                    while done.wait(timeout: .now() + .milliseconds(10)) == .success { missing -= 1 }
                }
                _ = try pipe.finish()
            }
            return finished
        }
        #expect(finished == 20)
    }

    @Test("a reader that reads slowly does not make the service as slow as it is")
    func slowReader() async throws {
        let pauses = try await offPool {
            let pipe = try TestKit.Pipe()
            let log = Log(descriptor: pipe.writeEnd, format: .json)
            let done = DispatchSemaphore(value: 0)
            Thread {
                for number in 0..<5000 { log.line(.info, "one of many") { $0.add("number", number) } }
                done.signal()
            }.start()
            var pauses = 0
            while done.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
                pauses += 1
                _ = pipe.read(atMost: 4096)
            }
            _ = try pipe.finish()
            return pauses
        }
        // Every piece that it takes would be waited for: about eighty are behind what the pipe holds.
        #expect(pauses < 20)
    }

    @Test("lines below the level are left out, and a buffer writes all of a round at once")
    func levels() throws {
        let text = try written(.logfmt, level: .warning) { log in
            var buffer = LogBuffer(log)
            buffer.line(.info, "unseen")
            buffer.line(.warning, "one")
            buffer.line(.error, "two")
            buffer.flush()
        }
        #expect(text.split(separator: "\n").count == 2)
        #expect(!text.contains("unseen"))
    }

    @Test(
        "civil times are right at the calendar's corners",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ])
    func civil(milliseconds: Int64, text: String) {
        #expect(CivilTime(millisecondsSince1970: milliseconds).description == text)
    }
}
