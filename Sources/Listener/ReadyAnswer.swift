internal import Wire

/// An answer of 200 that many requests get, but for one UUID in its content: made ready once, so that each takes no memory of its own.
public final class ReadyAnswer: Sendable {
    let fieldLines: [UInt8]
    /// The content around the UUID.
    let beginning: [UInt8]
    let end: [UInt8]

    /// An answer with these field lines, whose content is a UUID between two texts.
    public init(fieldLines: [UInt8], beginning: [UInt8], end: [UInt8]) {
        self.fieldLines = fieldLines
        self.beginning = beginning
        self.end = end
    }

    /// How long its content is.
    var count: Int { beginning.count + UUIDText.count + end.count }

    /// The content with the UUID of these two halves.
    public func content(high: UInt64, low: UInt64) -> [UInt8] {
        var content = beginning
        UUIDText.append(high: high, low: low, to: &content)
        return content + end
    }

    /// The same, as any answer is made.
    func response(high: UInt64, low: UInt64) -> Response {
        Response(status: 200, fieldLines: fieldLines, content: content(high: high, low: low))
    }
}
