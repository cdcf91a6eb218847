/// Lines that wait to be written together: an event loop keeps one and writes it once a round.
public struct LogBuffer: Sendable {
    private let log: Log
    private var bytes: [UInt8] = []
    /// The moment of the line before, and how a line of that moment begins: lines come in droves.
    private var moment: (milliseconds: Int64, beginning: [UInt8]) = (.min, [])
    /// The pattern of the line before, and its text behind that moment's.
    private var pattern: LogPattern?
    private var patternText = LogPattern.Text(bytes: [], first: 0, second: 0)

    /// A buffer in front of `log`.
    public init(_ log: Log) {
        self.log = log
    }

    /// Adds one line.
    public mutating func line(_ level: LogLevel, _ event: StaticString, _ fields: (inout LogLine) -> Void = { _ in }) {
        line(level, event, at: WallClock.milliseconds(), fields)
    }

    /// Adds one line of a known time, in milliseconds since 1970.
    public mutating func line(
        _ level: LogLevel, _ event: StaticString, at milliseconds: Int64, _ fields: (inout LogLine) -> Void
    ) {
        guard level >= log.level else { return }
        write(at: milliseconds) { line in
            line.add("level", level.rawValue)
            line.add("event", event.description)
            fields(&line)
        }
    }

    /// Adds one line of an event made ready.
    public mutating func line(_ event: LogEvent, at milliseconds: Int64, _ fields: (inout LogLine) -> Void) {
        guard event.level >= log.level else { return }
        write(at: milliseconds) { line in
            line.add(event)
            fields(&line)
        }
    }

    /// Adds one line that begins with an event made ready, the first part of `stretch`.
    /// - Parameter level: the event's.
    public mutating func line(
        _ level: LogLevel, _ stretch: LogStretch, at milliseconds: Int64, _ fields: (inout LogLine) -> Void
    ) {
        guard level >= log.level else { return }
        write(at: milliseconds) { line in
            line.add(stretch)
            fields(&line)
        }
    }

    /// Adds one line of a pattern. `words` writes both of its words, over the bytes from the places that it is handed: letters, digits and
    /// hyphens only, as many as the pattern says.
    /// - Parameter number: ends the line; at least 0.
    public mutating func line(
        _ pattern: LogPattern, at milliseconds: Int64, number: Int,
        words: (inout MutableSpan<UInt8>, _ first: Int, _ second: Int) -> Void
    ) {
        guard pattern.level >= log.level else { return }
        if self.pattern !== pattern || moment.milliseconds != milliseconds {
            begin(milliseconds)
            self.pattern = pattern
            patternText = pattern.text(behind: moment.beginning, in: log.format)
        }
        let (first, second) = (bytes.count + patternText.first, bytes.count + patternText.second)
        bytes.append(contentsOf: patternText.bytes)
        var text = bytes.mutableSpan
        words(&text, first, second)
        bytes.append(digitsOf: Swift.max(0, number))
        if log.format == .json { bytes.append(0x7D) }
        bytes.append(0x0A)
    }

    private mutating func begin(_ milliseconds: Int64) {
        guard moment.milliseconds != milliseconds else { return }
        var text: [UInt8] = []
        CivilTime(millisecondsSince1970: milliseconds).append(to: &text)
        moment = (milliseconds, LogLine.beginning(text, in: log.format))
        pattern = nil
    }

    private mutating func write(at milliseconds: Int64, _ fields: (inout LogLine) -> Void) {
        begin(milliseconds)
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var line = LogLine(format: log.format, into: consume taken, beginning: moment.beginning)
        fields(&line)
        bytes = line.finished()
    }

    /// Writes what waits.
    public mutating func flush() {
        guard !bytes.isEmpty else { return }
        log.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
