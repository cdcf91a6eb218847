/// A name that fields are looked for by, made ready so that a look at most of them is a look at one word.
///
/// A class, so that a look counts up nothing of what it holds.
public final class FieldNameKey: Sendable {
    /// The name.
    public let bytes: [UInt8]
    /// Its first eight bytes, or all of it.
    private let word: UInt64
    private let mask: UInt64
    /// Its mark among ``FieldNameMarks``.
    let mark: UInt64

    /// A name, in UTF-8.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        word = ByteWord.last(Swift.min(bytes.count, ByteWord.count), of: bytes.span, from: 0, others: 0)
        mask = bytes.count < ByteWord.count ? ~(~0 &<< UInt64(bytes.count * 8)) : ~0
        mark = FieldNameMarks.mark(of: bytes)
    }
}

extension FormFields {
    /// The place in `entries` of the first field of this name, or of this name with `[]` behind it, as PHP marks a field that repeats, at or
    /// after `start`; nil if there is none. Compared byte for byte; nothing is allocated.
    public func nextIndex(of name: FieldNameKey, from start: Int) -> Int? {
        guard marks.once & name.mark != 0 else { return nil }
        let (entries, bytes) = (entries.span, bytes.span)
        var index = start
        while index < entries.count {
            if name.names(entries[index], of: bytes) { return index }
            index &+= 1
        }
        return nil
    }

    /// Whether there may be two fields of this name; false says that there are not.
    public func mayRepeat(_ name: FieldNameKey) -> Bool {
        marks.twice & name.mark != 0 || name.mark.nonzeroBitCount > 1
    }
}

extension FieldNameKey {
    /// Whether a field among these bytes has this name, or this name with `[]` behind it.
    @inline(__always)
    public func names(_ field: FormFields.Entry, of text: Span<UInt8>) -> Bool {
        let more = Int(field.nameCount) &- bytes.count
        guard more == 0 || more == 2, begins(text, at: Int(field.nameStart)) else { return false }
        let end = Int(field.nameStart) &+ bytes.count
        return more == 0 || text[end] == UInt8(ascii: "[") && text[end &+ 1] == UInt8(ascii: "]")
    }

    /// Whether the name stands at `start`; so many bytes are there.
    @inline(__always)
    private func begins(_ text: Span<UInt8>, at start: Int) -> Bool {
        if start &+ ByteWord.count <= text.count {
            guard ByteWord.load(text, at: start) & mask == word else { return false }
            return bytes.count <= ByteWord.count || isEqual(text, start, from: ByteWord.count)
        }
        return isEqual(text, start, from: 0)
    }

    private func isEqual(_ text: Span<UInt8>, _ start: Int, from first: Int) -> Bool {
        let bytes = bytes
        let own = bytes.span
        var index = first
        while index < own.count {
            if text[start &+ index] != own[index] { return false }
            index &+= 1
        }
        return true
    }
}
