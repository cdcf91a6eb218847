/// One line of the log while it is written: fields in the order they are added, every value escaped.
///
/// What a visitor sent can never begin a new line, move a terminal's cursor or look like another field: C0 and C1 controls, DEL,
/// U+2028 and U+2029 are written as escapes, and bytes that are not UTF-8 as U+FFFD (ASVS 16.4.1).
public struct LogLine: ~Copyable {
    private let format: LogFormat
    var bytes: [UInt8]

    /// A line behind others, which begins with what ``beginning(_:in:)`` made.
    init(format: LogFormat, into bytes: consuming [UInt8], beginning: [UInt8] = []) {
        self.format = format
        self.bytes = consume bytes
        self.bytes.append(contentsOf: beginning)
    }

    /// How a line of a moment begins, whose text is as ``CivilTime`` writes it.
    static func beginning(_ time: [UInt8], in format: LogFormat) -> [UInt8] {
        format == .json ? Array(#"{"time":""#.utf8) + time + [0x22] : Array("time=".utf8) + time
    }

    /// Adds a text.
    public mutating func add(_ key: StaticString, _ value: String) {
        begin(key)
        addValue(value)
    }

    private mutating func addValue(_ value: String) {
        if format == .logfmt, !Self.needsQuotes(value) {
            bytes.append(contentsOf: value.utf8)
        } else {
            appendQuoted(value)
        }
    }

    /// Adds a text if there is one.
    public mutating func add(_ key: StaticString, _ value: String?) {
        if let value { add(key, value) }
    }

    /// Adds what was made ready.
    public mutating func add(_ stretch: LogStretch) { bytes.append(contentsOf: stretch.bytes(format)) }

    /// Adds a value that `write` appends, between two stretches: letters, digits and hyphens only, so that it needs no escapes.
    public mutating func add(word write: (inout [UInt8]) -> Void) { write(&bytes) }

    /// Adds a text under a name made ready.
    public mutating func add(_ key: LogKey, _ value: String) {
        bytes.append(contentsOf: key.bytes(format))
        addValue(value)
    }

    /// Adds a field made ready.
    public mutating func add(_ field: LogField) { bytes.append(contentsOf: field.bytes(format)) }

    /// A field as it stands behind others.
    static func field(_ name: StaticString, _ value: String, in format: LogFormat) -> [UInt8] {
        var line = LogLine(format: format, into: [])
        line.add(name, value)
        return line.bytes
    }

    /// Adds a whole number of at least 0 under a name made ready.
    public mutating func add(_ key: LogKey, _ value: Int) {
        bytes.append(contentsOf: key.bytes(format))
        bytes.append(digitsOf: Swift.max(0, value))
    }

    mutating func add(_ event: LogEvent) { bytes.append(contentsOf: event.bytes(format)) }

    /// Adds a whole number.
    public mutating func add(_ key: StaticString, _ value: Int) {
        begin(key)
        if value < 0 { bytes.append(0x2D) }
        bytes.append(digitsOf: Int(clamping: value.magnitude))
    }

    /// Adds a duration in milliseconds, with three decimals.
    public mutating func add(_ key: StaticString, microseconds value: Int) {
        begin(key)
        bytes.append(digitsOf: Swift.max(0, value) / 1000)
        bytes.append(0x2E)
        bytes.append(digitsOf: Swift.max(0, value) % 1000, width: 3)
    }

    consuming func finished() -> [UInt8] {
        if format == .json { bytes.append(0x7D) }
        bytes.append(0x0A)
        return bytes
    }

    private mutating func begin(_ key: StaticString) {
        bytes.append(format == .json ? 0x2C : 0x20)
        if format == .json { bytes.append(0x22) }
        bytes.append(contentsOf: key.description.utf8)
        if format == .json {
            bytes.append(0x22)
            bytes.append(0x3A)
        } else {
            bytes.append(0x3D)
        }
    }

    static func needsQuotes(_ value: String) -> Bool {
        for byte in value.utf8 where byte <= 0x20 || byte == 0x22 || byte == 0x3D || byte == 0x5C || byte >= 0x7F {
            return true
        }
        return value.isEmpty
    }

    private mutating func appendQuoted(_ value: String) {
        bytes.append(0x22)
        defer { bytes.append(0x22) }
        // Ids, names and states: nothing to escape, copied as one.
        if Self.isPlain(value) { return bytes.append(contentsOf: value.utf8) }
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(UInt8(scalar.value))
            case 0x0A:
                bytes.append(contentsOf: #"\n"#.utf8)
            case 0x20...0x7E:
                bytes.append(UInt8(scalar.value))
            case 0...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                appendEscape(scalar.value)
            default:
                bytes.append(contentsOf: Character(scalar).utf8)
            }
        }
    }

    private static func isPlain(_ value: String) -> Bool {
        let bytes = value.utf8Span.span
        var others: UInt8 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            others |= byte &- 0x20 < 0x5F ? 0 : 1
            others |= byte == 0x22 ? 1 : 0
            others |= byte == 0x5C ? 1 : 0
            index &+= 1
        }
        return others == 0
    }

    private mutating func appendEscape(_ value: UInt32) {
        bytes.append(0x5C)
        bytes.append(0x75)
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(value >> shift & 0xF)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
