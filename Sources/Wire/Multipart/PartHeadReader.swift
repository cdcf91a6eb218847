/// Collects one part's header section as it arrives, refusing at once what breaks the grammar (RFC 5322, section 2.2, with
/// HTTP's stricter rules: no folding, no space before the colon, no control characters).
struct PartHeadReader: Sendable {
    private enum State {
        case lineStart, name, value, valueCR, endCR
    }

    private let limit: Int
    private var state = State.lineStart
    private var bytes: [UInt8] = []
    private var offset = 0

    init(limit: Int) {
        self.limit = limit
    }

    /// Begins a head whose first byte stands at `offset` of the form.
    mutating func start(at offset: Int) {
        self.offset = offset
        state = .lineStart
        bytes.removeAll(keepingCapacity: true)
    }

    /// Takes bytes from `position` on and moves it past them; true after the empty line that ends the head.
    mutating func take(_ input: Span<UInt8>, _ position: inout Int) throws(WireError) -> Bool {
        while position < input.count {
            let byte = input[position]
            guard bytes.count < limit else { throw error(.partHeadTooLarge) }
            let isAtEnd = state == .endCR
            try step(byte)
            bytes.append(byte)
            position += 1
            if isAtEnd { return true }
        }
        return false
    }

    private mutating func step(_ byte: UInt8) throws(WireError) {
        switch state {
        case .lineStart where byte == 0x0D: state = .endCR
        case .lineStart, .name:
            if byte == UInt8(ascii: ":"), state == .name {
                state = .value
            } else {
                guard Token.contains(byte) else { throw error(.invalidPartHead) }
                state = .name
            }
        case .value:
            if byte == 0x0D {
                state = .valueCR
            } else {
                guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw error(.invalidPartHead) }
            }
        case .valueCR:
            guard byte == 0x0A else { throw error(.invalidPartHead) }
            state = .lineStart
        case .endCR:
            guard byte == 0x0A else { throw error(.invalidPartHead) }
        }
    }

    /// Reads the whole head.
    mutating func finish() throws(WireError) -> PartHead {
        // Handed over and taken back, so that one array serves all parts.
        var fields = PartHeadFields(bytes)
        bytes = []
        do {
            return try fields.read()
        } catch {
            throw error.moved(by: offset)
        }
    }

    /// Takes the array back that `finish` gave away.
    mutating func takeBack(_ part: PartHead) {
        bytes = part.bytes
    }

    private func error(_ code: WireError.Code) -> WireError {
        WireError(.multipart, code, at: offset + bytes.count)
    }
}
