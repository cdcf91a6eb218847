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

/// A name of at most sixteen bytes that fields are looked for by: nothing of it lies anywhere else, so that a look counts up nothing.
public struct ShortFieldName: Sendable {
    private let count: Int
    private let words: (UInt64, UInt64)
    private let masks: (UInt64, UInt64)
    /// Its mark among ``FieldNameMarks``.
    let mark: UInt64
    /// Its first byte and its last, with the bit set that small letters have: a name that is like it but for its case, blanks, `-` and `_` has
    /// the same. Zero where those tell nothing.
    fileprivate let looseEnds: (first: UInt8, last: UInt8)

    /// Nil for a longer name, and for none.
    public init?(_ bytes: [UInt8]) {
        guard 1...2 * ByteWord.count ~= bytes.count else { return nil }
        count = bytes.count
        let padded = bytes + [UInt8](repeating: 0, count: 2 * ByteWord.count - bytes.count)
        words = (ByteWord.load(padded.span, at: 0), ByteWord.load(padded.span, at: ByteWord.count))
        masks = (Self.mask(count), Self.mask(count - ByteWord.count))
        mark = FieldNameMarks.mark(of: bytes)
        looseEnds = (Self.loose(bytes[0]), Self.loose(bytes[count - 1]))
    }

    /// The byte as names are compared loosely; zero for one that is passed over then, and for one beyond ASCII.
    @inline(__always)
    fileprivate static func loose(_ byte: UInt8) -> UInt8 {
        byte &- 0x21 < 0x5E && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") ? byte | 0x20 : 0
    }

    private static func mask(_ count: Int) -> UInt64 {
        count <= 0 ? 0 : count < ByteWord.count ? ~(~0 &<< UInt64(count * 8)) : ~0
    }

    /// Whether a field among these bytes has this name, or this name with `[]` behind it.
    @inline(__always)
    func names(_ field: FormFields.Entry, of text: Span<UInt8>) -> Bool {
        let more = Int(field.nameCount) &- count
        guard more == 0 || more == 2 else { return false }
        let start = Int(field.nameStart)
        guard word(text, at: start, count) & masks.0 == words.0 else { return false }
        if count > ByteWord.count {
            let second = word(text, at: start &+ ByteWord.count, count &- ByteWord.count)
            guard second & masks.1 == words.1 else { return false }
        }
        let end = start &+ count
        return more == 0 || text[end] == UInt8(ascii: "[") && text[end &+ 1] == UInt8(ascii: "]")
    }

    /// The word at `position`, or what is left of the text, of which `count` bytes are there.
    @inline(__always)
    private func word(_ text: Span<UInt8>, at position: Int, _ count: Int) -> UInt64 {
        position &+ ByteWord.count <= text.count
            ? ByteWord.load(text, at: position) : ByteWord.last(count, of: text, from: position, others: 0)
    }
}

extension FormFields {
    /// Whether there is surely no field of this name, and none whose name differs from it by its case, blanks, `-` and `_` alone.
    public func surelyLacks(_ name: ShortFieldName) -> Bool {
        let ends = name.looseEnds
        guard marks.once & name.mark == 0, ends.first != 0, ends.last != 0 else { return false }
        let (entries, bytes) = (entries.span, bytes.span)
        for index in entries.indices where entries[index].nameCount > 0 {
            let start = Int(entries[index].nameStart)
            let first = ShortFieldName.loose(bytes[start])
            if first != 0, first != ends.first { continue }
            let last = bytes[start &+ Int(entries[index].nameCount) &- 1]
            let looseLast = ShortFieldName.loose(last)
            // What stands before a `[]` is not looked at.
            if looseLast == 0 || looseLast == ends.last || last == UInt8(ascii: "]") { return false }
        }
        return true
    }

    /// The place in `entries` of the only field of this name, or of this name with `[]` behind it; nil where there is none, or may be several.
    /// - Parameter hint: where the look begins: forms have their fields in the order in which rules ask for them.
    public func onlyIndex(of name: ShortFieldName, near hint: Int = 0) -> Int? {
        guard marks.once & name.mark != 0, marks.twice & name.mark == 0, name.mark & (name.mark &- 1) == 0 else {
            return nil
        }
        let (entries, bytes) = (entries.span, bytes.span)
        var index = hint < entries.count ? hint : 0
        for _ in entries.indices {
            if name.names(entries[index], of: bytes) { return index }
            index &+= 1
            if index == entries.count { index = 0 }
        }
        return nil
    }

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
