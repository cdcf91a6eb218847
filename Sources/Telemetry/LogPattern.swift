/// A line that is written for every request, made ready but for two words in it, each of a fixed length, and the number that ends it.
public final class LogPattern: Sendable {
    /// A line's text behind its time, and where its words go.
    struct Text {
        var bytes: [UInt8]
        var first: Int
        var second: Int
    }

    let level: LogLevel
    private let json: [UInt8]
    private let logfmt: [UInt8]
    private let jsonPlaces: (first: Int, second: Int)
    private let logfmtPlaces: (first: Int, second: Int)

    /// A line of a level: a word of `first` bytes stands between the first two stretches, one of `second` bytes between the last two, and
    /// the number behind the last.
    public init(
        _ level: LogLevel, _ beginning: LogStretch, word first: Int, _ middle: LogStretch, word second: Int,
        _ end: LogStretch
    ) {
        func text(_ format: LogFormat) -> (bytes: [UInt8], places: (first: Int, second: Int)) {
            var bytes = beginning.bytes(format)
            let place = bytes.count
            bytes += [UInt8](repeating: 0x2D, count: first) + middle.bytes(format)
            let next = bytes.count
            bytes += [UInt8](repeating: 0x2D, count: second) + end.bytes(format)
            return (bytes, (place, next))
        }
        self.level = level
        (json, jsonPlaces) = text(.json)
        (logfmt, logfmtPlaces) = text(.logfmt)
    }

    /// The line's text behind `beginning`.
    func text(behind beginning: [UInt8], in format: LogFormat) -> Text {
        let places = format == .json ? jsonPlaces : logfmtPlaces
        return Text(
            bytes: beginning + (format == .json ? json : logfmt), first: beginning.count + places.first,
            second: beginning.count + places.second)
    }
}
