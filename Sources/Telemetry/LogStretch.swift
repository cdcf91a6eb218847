/// What stands between two values of a line that is written for every request, as one text: names, and values that are known before.
public struct LogStretch: Sendable {
    /// One part of it.
    public enum Part: Sendable {
        /// Level and name of the event: it begins a line.
        case event(LogEvent)
        /// A field whose value is known.
        case field(LogField)
        /// The name of a number that comes next.
        case number(LogKey)
        /// The name of a word that comes next: letters, digits and hyphens only.
        case word(LogKey)
        /// The word has ended.
        case endOfWord
    }

    private let json: [UInt8]
    private let logfmt: [UInt8]

    /// A stretch of these parts.
    public init(_ parts: Part...) {
        json = parts.flatMap { $0.bytes(.json) }
        logfmt = parts.flatMap { $0.bytes(.logfmt) }
    }

    func bytes(_ format: LogFormat) -> [UInt8] { format == .json ? json : logfmt }
}

extension LogStretch.Part {
    fileprivate func bytes(_ format: LogFormat) -> [UInt8] {
        let quote: [UInt8] = format == .json ? [0x22] : []
        return switch self {
        case .event(let event): event.bytes(format)
        case .field(let field): field.bytes(format)
        case .number(let key): key.bytes(format)
        case .word(let key): key.bytes(format) + quote
        case .endOfWord: quote
        }
    }
}
