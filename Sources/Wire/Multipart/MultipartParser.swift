/// Reads `multipart/form-data` as it arrives (RFC 7578, RFC 2046 section 5.1), in pieces of any size.
///
/// Content is handed on where it stands. What is kept between pieces is one part's head, and a boundary's beginning.
/// Each byte is looked at once. A preamble is refused, but for line breaks; an epilogue is passed over.
public struct MultipartParser: Sendable {
    private enum State {
        /// Line breaks before the first boundary.
        case start
        /// Inside a boundary; `matched` of its bytes have been seen.
        case boundary
        /// After a boundary: CRLF, `--` or padding.
        case afterBoundary, afterPadding, afterHyphen, afterCR
        case head
        case content
        case epilogue
    }

    /// Padding after a boundary (RFC 2046, section 5.1.1) that is longer than this makes it content.
    private static let maxPadding = 64

    /// CRLF, two hyphens, and the boundary.
    private var delimiter: [UInt8]
    private let limits: WireLimits
    private var state = State.start
    private var matched = 0
    private var padding = 0
    /// Bytes of earlier pieces that are a delimiter's beginning, or content if it goes on otherwise.
    private var held: [UInt8] = []
    private var head: PartHeadReader
    private var isInPart = false
    private var parts = 0
    private var consumed = 0
    private var isBare = false

    /// A parser for the boundary that the media type names, without its hyphens.
    public init(boundary: [UInt8], limits: WireLimits = .standard) {
        delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + boundary
        self.limits = limits
        head = PartHeadReader(limit: limits.maxPartHead)
    }

    /// Whether the form writes its boundary without the two hyphens of its own, since the media type counts them in.
    public var hyphensLeftOut: Bool { isBare }

    /// Takes the next bytes and hands what they hold to `sink`.
    /// - Throws: what breaks the form, at the byte counted from its beginning, and what `sink`
    ///   throws, at the part's place. The parser is of no use then.
    public mutating func feed(_ bytes: Span<UInt8>, into sink: inout some MultipartSink) throws(WireError) {
        var position = 0
        // Where content that is still to be handed on begins; a delimiter that fails becomes part of it.
        var contentStart = 0
        // Where the delimiter that is being matched begins; 0 if in an earlier piece.
        var delimiterStart = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch state {
            case .start:
                if byte == 0x0D || byte == 0x0A { break }
                guard byte == delimiter[2] else { throw error(.missingBoundary, position) }
                matched = 3
                state = .boundary
            case .content:
                position = Self.nextCR(bytes, position)
                guard position < bytes.count else { continue }
                delimiterStart = position
                matched = 1
                state = .boundary
            case .boundary:
                if byte == delimiter[matched] {
                    matched += 1
                    if matched == delimiter.count {
                        padding = 0
                        state = .afterBoundary
                    }
                    break
                }
                guard isInPart else {
                    guard leavesHyphensOut(byte) else { throw error(.missingBoundary, position) }
                    delimiter.removeSubrange(2..<4)
                    isBare = true
                    continue
                }
                resumeContent(&sink)
                continue
            case .afterBoundary where byte == 0x2D:
                state = .afterHyphen
            case .afterBoundary, .afterPadding:
                if byte == 0x0D {
                    state = .afterCR
                } else if byte == 0x20 || byte == 0x09, padding < Self.maxPadding {
                    padding += 1
                    state = .afterPadding
                } else {
                    guard isInPart else { throw error(.unexpectedByte, position) }
                    resumeContent(&sink)
                    continue
                }
            case .afterHyphen:
                guard byte == 0x2D else {
                    guard isInPart else { throw error(.unexpectedByte, position) }
                    resumeContent(&sink)
                    continue
                }
                try endPart(bytes, contentStart..<delimiterStart, position, &sink)
                consumed += bytes.count
                state = .epilogue
                return
            case .afterCR:
                guard byte == 0x0A else {
                    guard isInPart else { throw error(.unexpectedByte, position) }
                    resumeContent(&sink)
                    continue
                }
                try endPart(bytes, contentStart..<delimiterStart, position, &sink)
                guard parts < limits.maxParts else { throw error(.tooManyParts, position) }
                parts += 1
                head.start(at: consumed + position + 1)
                state = .head
            case .head:
                if try head.take(bytes, &position) {
                    try beginPart(position - 1, &sink)
                    contentStart = position
                    state = .content
                }
                continue
            case .epilogue:
                consumed += bytes.count
                return
            }
            position += 1
        }
        keep(bytes, contentStart, delimiterStart, &sink)
        consumed += bytes.count
    }

    /// Says that there is no more.
    /// - Throws: `unexpectedEnd` if the final boundary has not come, `empty` if nothing has.
    public func finish() throws(WireError) {
        guard state == .epilogue else {
            throw WireError(.multipart, consumed == 0 ? .empty : .unexpectedEnd, at: consumed)
        }
    }

    /// Whether the first boundary goes on with `byte` if it is written without hyphens of its own.
    ///
    /// Some senders count the two hyphens into the `boundary` parameter: the first line tells.
    private func leavesHyphensOut(_ byte: UInt8) -> Bool {
        let bare = delimiter[4...]
        return bare.count > 2 && bare.starts(with: delimiter[2..<matched]) && bare.dropFirst(matched - 2).first == byte
    }

    /// What looked like a delimiter is content; the byte at hand is read again as such.
    private mutating func resumeContent(_ sink: inout some MultipartSink) {
        if !held.isEmpty {
            sink.content(held.span)
            held.removeAll(keepingCapacity: true)
        }
        state = .content
    }

    private mutating func beginPart(_ position: Int, _ sink: inout some MultipartSink) throws(WireError) {
        let part = try head.finish()
        do {
            try sink.begin(part)
        } catch {
            throw self.error(error.code, position)
        }
        head.takeBack(part)
        isInPart = true
    }

    private mutating func endPart(
        _ bytes: Span<UInt8>, _ content: Range<Int>, _ position: Int, _ sink: inout some MultipartSink
    ) throws(WireError) {
        held.removeAll(keepingCapacity: true)
        guard isInPart else { return }
        if !content.isEmpty { sink.content(bytes.extracting(content)) }
        do {
            try sink.end()
        } catch {
            throw self.error(error.code, position)
        }
        isInPart = false
    }

    /// Hands on the content up to a delimiter that is not yet whole, and keeps that.
    private mutating func keep(
        _ bytes: Span<UInt8>, _ contentStart: Int, _ delimiterStart: Int, _ sink: inout some MultipartSink
    ) {
        guard isInPart else { return }
        let contentEnd = state == .content ? bytes.count : delimiterStart
        if contentStart < contentEnd { sink.content(bytes.extracting(contentStart..<contentEnd)) }
        for position in contentEnd..<bytes.count { held.append(bytes[position]) }
    }

    private static func nextCR(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != 0x0D { position += 1 }
        return position
    }

    private func error(_ code: WireError.Code, _ position: Int) -> WireError {
        WireError(.multipart, code, at: consumed + position)
    }
}
