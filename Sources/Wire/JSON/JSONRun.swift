/// How far a run of members is written that are mostly ready: it goes into room that is there, a word at a time.
///
/// A run that is copied is a mark: to put it back takes back what was written since.
public struct JSONRun: Sendable {
    /// How many bytes are written.
    public private(set) var count = 0
    /// How many brackets it opened and did not close.
    private(set) var depth = 0
    private(set) var needsComma: Bool
    private let limit: Int

    init(needsComma: Bool, limit: Int) { (self.needsComma, self.limit) = (needsComma, limit) }

    /// Whether there is room for so many bytes more.
    public func fits(_ more: Int) -> Bool { more <= limit - count }

    /// Writes a member that is ready, in `place` among `texts`; the comma before it is part of it, and is left out before what is the first.
    public mutating func member(
        ready texts: Span<UInt8>, _ place: Range<Int>, into room: inout MutableSpan<UInt8>
    ) {
        key(ready: texts, place, into: &room)
        needsComma = true
    }

    /// Writes a key that is ready in the same way, and the bytes in `range` as its string, if all of them are ASCII without anything to
    /// escape; else writes nothing.
    /// - Parameter isPlain: whether that is known already.
    /// - Returns: whether it did.
    public mutating func member(
        ready texts: Span<UInt8>, _ place: Range<Int>, string text: Span<UInt8>, in range: Range<Int>, isPlain: Bool,
        into room: inout MutableSpan<UInt8>
    ) -> Bool {
        guard isPlain || JSONText.isPlainASCII(text.extracting(range)) else { return false }
        key(ready: texts, place, into: &room)
        quote(into: &room)
        copy(text, range, into: &room)
        quote(into: &room)
        needsComma = true
        return true
    }

    /// Writes a key that is ready, or text that ends in open brackets; what comes next is the first in it.
    @inline(__always)
    private mutating func key(ready texts: Span<UInt8>, _ place: Range<Int>, into room: inout MutableSpan<UInt8>) {
        copy(texts, needsComma ? place : place.lowerBound &+ 1..<place.upperBound, into: &room)
        needsComma = false
    }

    /// Writes what ``JSONWriter/opening(_:)`` made ready; what comes next is the first in it.
    /// - Parameter levels: how many brackets it leaves open.
    public mutating func open(
        ready texts: Span<UInt8>, _ place: Range<Int>, levels: Int, into room: inout MutableSpan<UInt8>
    ) {
        key(ready: texts, place, into: &room)
        depth += levels
    }

    /// Closes the object that was opened last.
    public mutating func endObject(into room: inout MutableSpan<UInt8>) { close(UInt8(ascii: "}"), into: &room) }

    /// Closes the array that was opened last.
    public mutating func endArray(into room: inout MutableSpan<UInt8>) { close(UInt8(ascii: "]"), into: &room) }

    @inline(__always)
    private mutating func close(_ bracket: UInt8, into room: inout MutableSpan<UInt8>) {
        room[count] = bracket
        count &+= 1
        depth -= 1
        needsComma = true
    }

    /// Writes a value that is JSON already, in `place` among `texts`; the caller vouches for it.
    public mutating func raw(ready texts: Span<UInt8>, _ place: Range<Int>, into room: inout MutableSpan<UInt8>) {
        if needsComma {
            room[count] = UInt8(ascii: ",")
            count &+= 1
        }
        copy(texts, place, into: &room)
        needsComma = true
    }

    /// Writes a key that is ready, and begins the string that is its value.
    public mutating func beginString(
        ready texts: Span<UInt8>, _ place: Range<Int>, into room: inout MutableSpan<UInt8>
    ) {
        key(ready: texts, place, into: &room)
        quote(into: &room)
    }

    /// Ends the string.
    public mutating func endString(into room: inout MutableSpan<UInt8>) {
        quote(into: &room)
        needsComma = true
    }

    /// Writes a part of a string that is as JSON has it, in `place` among `texts`.
    public mutating func write(ready texts: Span<UInt8>, _ place: Range<Int>, into room: inout MutableSpan<UInt8>) {
        copy(texts, place, into: &room)
    }

    /// Writes a part of a string, if all of it is ASCII without anything to escape; else writes nothing.
    /// - Parameter isPlain: whether that is known already.
    /// - Returns: whether it did.
    public mutating func write(
        _ text: Span<UInt8>, in range: Range<Int>, isPlain: Bool,
        into room: inout MutableSpan<UInt8>
    ) -> Bool {
        guard isPlain || JSONText.isPlainASCII(text.extracting(range)) else { return false }
        copy(text, range, into: &room)
        return true
    }

    @inline(__always)
    private mutating func quote(into room: inout MutableSpan<UInt8>) {
        room[count] = UInt8(ascii: "\"")
        count &+= 1
    }

    @inline(__always)
    private mutating func copy(_ bytes: Span<UInt8>, _ range: Range<Int>, into room: inout MutableSpan<UInt8>) {
        ByteWord.copy(bytes, from: range.lowerBound, to: range.upperBound, into: &room, at: count)
        count &+= range.count
    }
}
