/// What a proxy says of a connection ahead of its first byte: the PROXY protocol (haproxy's doc/proxy-protocol.txt), versions 1 and 2.
///
/// A pure reader: it is handed all bytes so far, and its work is bounded by the longest header.
enum ProxyHeader {
    /// Whose connection it is.
    enum Source: Equatable {
        /// The proxy's own (LOCAL, as for its health checks), or one of which it knows nothing (UNKNOWN, UNSPEC).
        case connection
        /// A client's.
        case client(PeerAddress)
    }

    /// What the bytes so far amount to.
    enum Progress: Equatable {
        case needsMore
        /// Whose connection it is, and where what the client sends begins.
        case complete(Source, end: Int)
        case bad(Fault)
    }

    /// What is wrong with a header.
    enum Fault: String, Equatable {
        case missing = "there is no PROXY header"
        case line = "the PROXY line is broken"
        case tooLong = "the PROXY header is too long"
        case version = "the PROXY header has an unknown version or command"
        case family = "the PROXY header is not of a stream connection"
        case length = "the PROXY header is too short for its addresses"
    }

    /// The longest line of version 1, CRLF included (2.1).
    static let longestLine = 107
    /// The longest header of version 2 that is taken, with all that it adds; the protocol allows 65,551, nobody needs them.
    static let longestBlock = 4096

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]
    private static let word = Array("PROXY ".utf8)

    /// Reads `bytes[start..<end]`: all that came on the connection so far.
    static func parse(_ bytes: [UInt8], from start: Int, to end: Int) -> Progress {
        guard start < end else { return .needsMore }
        let given = bytes[start..<end]
        let expected = given.first == signature.first ? signature : word
        guard given.prefix(expected.count).elementsEqual(expected.prefix(given.count)) else { return .bad(.missing) }
        guard given.count >= expected.count else { return .needsMore }
        return expected.count == signature.count ? block(given) : line(given)
    }

    /// Whether `bytes[start..<end]` begins as a header of either version does.
    static func begins(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
        let given = bytes[start..<end]
        return given.starts(with: word) || given.starts(with: signature)
    }

    // MARK: Version 1: a line of text (2.1)

    private static func line(_ given: ArraySlice<UInt8>) -> Progress {
        let window = given.prefix(longestLine)
        guard let feed = window.firstIndex(of: 10) else {
            return given.count < longestLine ? .needsMore : .bad(.tooLong)
        }
        guard window[feed - 1] == 13 else { return .bad(.line) }
        let words = window[(window.startIndex + word.count)..<(feed - 1)]
            .split(separator: 0x20, omittingEmptySubsequences: false)
        guard let family = words.first else { return .bad(.line) }
        // Whatever follows UNKNOWN is to be ignored.
        if family.elementsEqual("UNKNOWN".utf8) { return .complete(.connection, end: feed + 1) }
        let isVersion4 = family.elementsEqual("TCP4".utf8)
        guard isVersion4 || family.elementsEqual("TCP6".utf8), words.count == 5,
            let source = address(words[1], isVersion4), address(words[2], isVersion4) != nil,
            isPort(words[3]), isPort(words[4])
        else { return .bad(.line) }
        return .complete(.client(.internet(source)), end: feed + 1)
    }

    private static func address(_ text: ArraySlice<UInt8>, _ isVersion4: Bool) -> IPAddress? {
        guard text.contains(UInt8(ascii: ":")) != isVersion4 else { return nil }
        return IPAddress(text)
    }

    /// 0 to 65535 without leading zeros.
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard (1...5).contains(text.count), text.count == 1 || text.first != UInt8(ascii: "0") else { return false }
        var value = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value <= 65_535
    }

    // MARK: Version 2: a block of bytes (2.2)

    private static func block(_ given: ArraySlice<UInt8>) -> Progress {
        let start = given.startIndex
        guard given.count > 12 else { return .needsMore }
        let isLocal = given[start + 12] == 0x20
        guard isLocal || given[start + 12] == 0x21 else { return .bad(.version) }
        guard given.count >= 16 else { return .needsMore }
        let length = Int(given[start + 14]) << 8 | Int(given[start + 15])
        guard 16 + length <= longestBlock else { return .bad(.tooLong) }
        let needed: Int
        switch given[start + 13] {
        case _ where isLocal: needed = 0
        case 0x00: needed = 0
        case 0x11: needed = 12
        case 0x21: needed = 36
        case 0x31: needed = 216
        default: return .bad(.family)
        }
        guard length >= needed else { return .bad(.length) }
        guard given.count >= 16 + length else { return .needsMore }
        let body = given[(start + 16)..<(start + 16 + length)]
        // What follows the addresses (TLVs) is passed over.
        let source: Source =
            switch needed {
            case 12: .client(.internet(IPAddress(bits: 0xFFFF << 32 | number(body.prefix(4)))))
            case 36: .client(.internet(IPAddress(bits: number(body.prefix(16)))))
            case 216: .client(.unix)
            default: .connection
            }
        return .complete(source, end: start + 16 + length)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt128 { bytes.reduce(0) { $0 << 8 | UInt128($1) } }
}
