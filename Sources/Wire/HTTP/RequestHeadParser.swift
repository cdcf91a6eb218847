/// Reads the head of one request from bytes that arrive in pieces (RFC 9112, 2 to 5).
///
/// It first looks for the empty line that ends the head, going on where it stopped, and then reads the whole head once: a sender that
/// drips single bytes costs one look at each. A head that could be read in two ways is refused: so is a repeated Content-Length, also
/// with equal values, which RFC 9112, 6.3 would let pass.
public struct RequestHeadParser: Sendable {
    /// The bounds of a head.
    public struct Limits: Sendable {
        /// The request line and all fields, in bytes.
        public var head = 32 * 1024
        /// The request target, in bytes.
        public var target = 8 * 1024
        /// How many field lines.
        public var fields = 100

        /// The documented limits.
        public init() {}
    }

    /// What the bytes so far amount to.
    public enum Progress: Sendable, Equatable {
        case needsMore
        /// The head is whole; ``RequestHead/end`` says where it ends.
        case complete
        case bad(RequestHeadError)
    }

    private let limits: Limits
    /// How many bytes, from the start, were already searched for the head's end.
    private var searched = 0
    /// Where the line that is being searched begins.
    private var lineStart = 0
    private var sawRequestLine = false

    /// A parser at the start of a connection.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Forgets the request before, for the next one on the connection.
    public mutating func reset() {
        searched = 0
        lineStart = 0
        sawRequestLine = false
    }

    /// Reads `bytes[start..<end]`, of which earlier calls since ``reset()`` saw a prefix, into `head`.
    public mutating func parse(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, into head: inout RequestHead
    ) -> Progress {
        var at = start + searched
        var line = start + lineStart
        while let lineFeed = Self.lineFeed(in: bytes, from: at, to: end) {
            at = lineFeed
            guard at > line, bytes[at &- 1] == 0x0D else { return .bad(.bareLineFeed) }
            at &+= 1
            if at &- line == 2 {
                if sawRequestLine {
                    if at - start > limits.head { return .bad(.headTooLarge) }
                    return read(bytes, requestLineIn: start..<at, into: &head)
                }
                // RFC 9112, 2.2: an empty line before the request line is passed over, two are not a request.
                guard line == start else { return .bad(.malformedRequestLine) }
            } else if !sawRequestLine {
                if at &- line > limits.head { return .bad(.targetTooLong) }
                sawRequestLine = true
            }
            line = at
        }
        at = max(at, end)
        searched = at - start
        lineStart = line - start
        if searched > limits.head {
            return .bad(sawRequestLine ? .headTooLarge : .targetTooLong)
        }
        return .needsMore
    }

    /// The next line feed. A span of its own, from 0, so that no byte's place is checked twice.
    private static func lineFeed(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        let rest = bytes.extracting(start..<end)
        var at = 0
        while at &+ ByteWord.count <= rest.count {
            let marks = ByteWord.marks(of: 0x0A, in: ByteWord.load(rest, at: at))
            if marks != 0 { return start &+ at &+ ByteWord.place(of: marks) }
            at &+= ByteWord.count
        }
        while at < rest.count {
            if rest[at] == 0x0A { return start &+ at }
            at &+= 1
        }
        return nil
    }

    /// Whether bytes that were refused began a HEAD request, whose answer must have no content all the same (RFC 9110, 9.3.2).
    public static func beginsHead(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        for byte in "\r\n".utf8 where at < end && bytes[at] == byte { at += 1 }
        for byte in "HEAD ".utf8 {
            guard at < end, bytes[at] == byte else { return false }
            at += 1
        }
        return true
    }

    private func read(_ bytes: Span<UInt8>, requestLineIn range: Range<Int>, into head: inout RequestHead) -> Progress {
        head.reset()
        head.end = range.upperBound
        var at = range.lowerBound
        if bytes[at] == 0x0D, bytes[at &+ 1] == 0x0A { at += 2 }
        if let error = readRequestLine(bytes, &at, into: &head) { return .bad(error) }
        var semantics = FieldSemantics()
        // The last two bytes are the empty line that ends the head.
        while at < range.upperBound - 2 {
            if head.fields.count == limits.fields { return .bad(.tooManyFields) }
            guard let field = Self.readField(bytes, &at) else { return .bad(Self.fault(bytes, at)) }
            head.fields.append(field)
            if let error = semantics.take(field, of: bytes, into: &head) { return .bad(error) }
        }
        if let error = semantics.settle(&head) { return .bad(error) }
        return .complete
    }

    private func readRequestLine(_ bytes: Span<UInt8>, _ at: inout Int, into head: inout RequestHead)
        -> RequestHeadError?
    {
        let methodStart = at
        while ByteClass.isToken(bytes[at]) { at &+= 1 }
        guard at > methodStart, bytes[at] == 0x20 else { return .malformedRequestLine }
        head.method = RequestHead.Method(bytes, methodStart..<at)
        at &+= 1
        let targetStart = at
        var query = -1
        while ByteClass.isTarget(bytes[at]) {
            if bytes[at] == 0x3F, query < 0 { query = at }
            at &+= 1
        }
        guard at > targetStart, bytes[at] == 0x20 else { return .malformedRequestLine }
        if at - targetStart > limits.target { return .targetTooLong }
        let target = targetStart..<at
        at &+= 1
        if let error = readVersion(bytes, &at, into: &head) { return error }
        return Self.readTarget(bytes, target, query: query < 0 ? nil : query, into: &head)
    }

    /// `HTTP/1.` and one digit, then CRLF.
    private func readVersion(_ bytes: Span<UInt8>, _ at: inout Int, into head: inout RequestHead) -> RequestHeadError? {
        let version = at
        while bytes[at] != 0x0D { at &+= 1 }
        guard at - version == 8, bytes[at &+ 1] == 0x0A, bytes[version] == 0x48, bytes[version &+ 1] == 0x54,
            bytes[version &+ 2] == 0x54, bytes[version &+ 3] == 0x50, bytes[version &+ 4] == 0x2F,
            ByteClass.isDigit(bytes[version &+ 5]), bytes[version &+ 6] == 0x2E, ByteClass.isDigit(bytes[version &+ 7])
        else { return .malformedRequestLine }
        guard bytes[version &+ 5] == 0x31 else { return .unsupportedVersion }
        // RFC 9110, 2.5: a higher minor version is answered as the highest we speak.
        head.minorVersion = bytes[version &+ 7] == 0x30 ? 0 : 1
        at &+= 2
        return nil
    }

    /// The four forms of a target (RFC 9112, 3.2); `query` is where its first question mark stands.
    private static func readTarget(
        _ bytes: Span<UInt8>, _ target: Range<Int>, query: Int?, into head: inout RequestHead
    ) -> RequestHeadError? {
        if head.method == .connect {
            // RFC 9110, 9.3.6: a tunnel is asked of a proxy, with host and port alone.
            return HostSyntax.isAuthorityWithPort(bytes, target) ? .tunnelAskedFor : .malformedTarget
        }
        if let query { head.query = query + 1..<target.upperBound }
        let beforeQuery = target.lowerBound..<(query ?? target.upperBound)
        if bytes[target.lowerBound] == 0x2F {
            head.path = beforeQuery
            return nil
        }
        if bytes[target.lowerBound] == 0x2A {
            // RFC 9112, 3.2.4: the server as a whole, for OPTIONS alone.
            guard target.count == 1, head.method == .options else { return .malformedTarget }
            head.path = target
            return nil
        }
        guard let path = pathOfAbsoluteForm(bytes, beforeQuery) else { return .malformedTarget }
        head.path = path
        return nil
    }

    /// The path behind `http://authority`; the authority is checked and passed over, as Host is (RFC 9112, 3.2.2).
    private static func pathOfAbsoluteForm(_ bytes: Span<UInt8>, _ target: Range<Int>) -> Range<Int>? {
        var at = target.lowerBound
        for byte in "http".utf8 {
            guard at < target.upperBound, bytes[at] | 0x20 == byte else { return nil }
            at &+= 1
        }
        if at < target.upperBound, bytes[at] | 0x20 == 0x73 { at &+= 1 }
        for byte in "://".utf8 {
            guard at < target.upperBound, bytes[at] == byte else { return nil }
            at &+= 1
        }
        let authority = at
        while at < target.upperBound, bytes[at] != 0x2F { at &+= 1 }
        guard at > authority, HostSyntax.isValid(bytes, authority..<at) else { return nil }
        // RFC 9110, 4.2.3: an empty path is `/`; the slash before the authority stands for it.
        return at < target.upperBound ? at..<target.upperBound : authority - 1..<authority
    }

    /// One field line and its CRLF; nil, with `at` at the fault, when it is none.
    private static func readField(_ bytes: Span<UInt8>, _ at: inout Int) -> RequestHead.FieldLine? {
        let nameStart = at
        var packed = PackedFieldName()
        // A name of letters and hyphens is read by words; what else may stand in one, and what may not, byte by byte.
        while at &+ ByteWord.count <= bytes.count {
            let word = ByteWord.load(bytes, at: at)
            let colons = ByteWord.marks(of: 0x3A, in: word)
            // All bits below the first colon; all where there is none.
            let name = ((colons & (0 &- colons)) &>> 7) &- 1
            guard (ByteWord.marksOfLettersAndHyphens(in: word) ^ ByteWord.tops) & name == 0 else { break }
            let count = colons == 0 ? ByteWord.count : ByteWord.place(of: colons)
            packed.append(lowercased: (word | ByteWord.smallLetter) & name, count: count)
            at &+= count
            if colons != 0 { break }
        }
        while ByteClass.isToken(bytes[at]) {
            packed.append(lowercased: ByteClass.lowercased(bytes[at]))
            at &+= 1
        }
        guard at > nameStart, bytes[at] == 0x3A else { return nil }
        let name = nameStart..<at
        at &+= 1
        while bytes[at] == 0x20 || bytes[at] == 0x09 { at &+= 1 }
        let valueStart = at
        while true {
            while at &+ ByteWord.count <= bytes.count {
                let word = ByteWord.load(bytes, at: at)
                let marks = ByteWord.marks(below: 0x20, in: word) | ByteWord.marks(of: 0x7F, in: word)
                at &+= marks == 0 ? ByteWord.count : ByteWord.place(of: marks)
                if marks != 0 { break }
            }
            guard ByteClass.isFieldValue(bytes[at]) else { break }
            at &+= 1
        }
        guard bytes[at] == 0x0D, bytes[at &+ 1] == 0x0A else { return nil }
        var valueEnd = at
        while valueEnd > valueStart, bytes[valueEnd &- 1] == 0x20 || bytes[valueEnd &- 1] == 0x09 { valueEnd &-= 1 }
        at &+= 2
        return RequestHead.FieldLine(name: name, value: valueStart..<valueEnd, known: packed.known)
    }

    /// What is wrong with the field line in which `at` stands.
    private static func fault(_ bytes: Span<UInt8>, _ at: Int) -> RequestHeadError {
        var start = at
        while bytes[start &- 1] != 0x0A { start &-= 1 }
        if bytes[start] == 0x20 || bytes[start] == 0x09 { return .lineFolding }
        for index in start..<at where bytes[index] == 0x3A { return .malformedFieldValue }
        return .malformedFieldName
    }
}

extension RequestHead.Method {
    fileprivate init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        // Methods are case-sensitive (RFC 9110, 9.1); eight bytes hold every one we know.
        guard range.count <= 7 else {
            self = .other
            return
        }
        var word: UInt64 = 0
        for index in range { word = word << 8 | UInt64(bytes[index]) }
        switch word {
        case 0x50_4F53_54: self = .post
        case 0x47_4554: self = .get
        case 0x48_4541_44: self = .head
        case 0x50_5554: self = .put
        case 0x4445_4C45_5445: self = .delete
        case 0x434F_4E4E_4543_54: self = .connect
        case 0x4F50_5449_4F4E_53: self = .options
        case 0x54_5241_4345: self = .trace
        case 0x50_4154_4348: self = .patch
        default: self = .other
        }
    }
}
