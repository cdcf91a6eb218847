extension FormFields {
    /// The longest form that is read, in bytes: offsets have 32 bits, and one byte may become three.
    static let maxBytes = Int(UInt32.max) / 3

    /// The charset that the form's own `_charset_` field names (HTML standard, section 4.10.21.5; RFC 7578, section 4.6); nil
    /// without that field. A charset that is not read here counts as UTF-8 where the form is that all the same.
    /// - Throws: `unknownCharset`, where it is not.
    private func namedCharset(_ format: WireError.Format) throws(WireError) -> Charset? {
        guard let index = nextIndex(named: Self.charsetName), entries[index].file == nil else { return nil }
        if let charset = Charset(label: bytes[entries[index].value]) { return charset }
        guard isWellFormed else { throw WireError(format, .unknownCharset, at: 0) }
        return .utf8
    }

    private static let charsetName = Array("_charset_".utf8)

    /// Brings every name and every value into UTF-8, once, so that no reader has to. Nothing is copied of a form that is.
    /// - Parameter charset: of the form, where it does not name one itself.
    /// - Throws: `unknownCharset`, for one that the form names and that is not read here.
    /// - Parameter isASCII: whether all of it is known to be ASCII.
    mutating func settle(
        _ charset: Charset, _ own: OwnCharsets = OwnCharsets(), of format: WireError.Format, isASCII: Bool = false
    ) throws(WireError) {
        // In ASCII, which is nearly every form, all charsets are alike.
        if !isASCII, !self.isASCII { try bringIntoUTF8(charset, own, format) }
        markNames()
    }

    private mutating func bringIntoUTF8(
        _ charset: Charset, _ own: OwnCharsets, _ format: WireError.Format
    ) throws(WireError) {
        let charset = try namedCharset(format) ?? charset
        if charset == .utf8, own.areUTF8, isWellFormed { return }
        let before = self
        let source = before.bytes.span
        var settled: [UInt8] = []
        settled.reserveCapacity(source.count + source.count / 2)
        for (index, entry) in before.entries.enumerated() {
            let start = settled.count
            UTF8Text.append(source.extracting(entry.name), in: own.ofName(index) ?? charset, to: &settled)
            let middle = settled.count
            UTF8Text.append(source.extracting(entry.value), in: own.ofValue(index) ?? charset, to: &settled)
            entries[index] = Entry(name: start..<middle, value: middle..<settled.count, file: entry.file)
        }
        bytes = settled
    }

    /// Many bytes at a time, since none ends the loop: some 10 ns for a form of 400 bytes.
    private var isASCII: Bool {
        let arena = bytes.span
        var bits: UInt8 = 0
        for index in arena.indices { bits |= arena[index] }
        return bits < 0x80
    }

    private var isWellFormed: Bool {
        entries.allSatisfy {
            UTF8Text.isWellFormed(bytes.span.extracting($0.name))
                && UTF8Text.isWellFormed(bytes.span.extracting($0.value))
        }
    }
}
