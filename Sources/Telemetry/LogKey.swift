/// A field's name made ready to be written, for lines that are written for every request.
public struct LogKey: Sendable {
    private let json: [UInt8]
    private let logfmt: [UInt8]

    /// A name, which needs no escapes.
    public init(_ name: StaticString) {
        json = Array(",\"\(name)\":".utf8)
        logfmt = Array(" \(name)=".utf8)
    }

    /// The name behind the fields before it.
    func bytes(_ format: LogFormat) -> [UInt8] { format == .json ? json : logfmt }
}

/// An event made ready to be written: its level and its name.
public struct LogEvent: Sendable {
    let level: LogLevel
    private let json: [UInt8]
    private let logfmt: [UInt8]

    /// An event of this level; the name needs no escapes.
    public init(_ level: LogLevel, _ name: StaticString) {
        self.level = level
        json = Array(",\"level\":\"\(level.rawValue)\",\"event\":\"\(name)\"".utf8)
        logfmt = Array(
            " level=\(level.rawValue) event=\(LogLine.needsQuotes("\(name)") ? "\"\(name)\"" : "\(name)")".utf8)
    }

    /// Level and name behind the time.
    func bytes(_ format: LogFormat) -> [UInt8] { format == .json ? json : logfmt }
}

/// A field, name and value, made ready to be written in many lines.
public struct LogField: Sendable {
    private let json: [UInt8]
    private let logfmt: [UInt8]

    /// A field of this value, which is escaped here, once.
    public init(_ name: StaticString, _ value: String) {
        json = LogLine.field(name, value, in: .json)
        logfmt = LogLine.field(name, value, in: .logfmt)
    }

    /// The field behind those before it.
    func bytes(_ format: LogFormat) -> [UInt8] { format == .json ? json : logfmt }
}
