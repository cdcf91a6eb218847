/// Writes JSON into one array of bytes. Commas come by themselves; what opens must be closed by the caller.
///
/// The output is UTF-8 without whitespace. Only what must be escaped is: quote, backslash, and U+0000 to U+001F.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8]
    private var depth = 0
    private var needsComma = false

    /// A writer that has written nothing, with room for `capacity` bytes.
    public init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// A writer that goes on behind bytes that are there already, and keeps their storage.
    public init(behind bytes: consuming [UInt8]) {
        self.bytes = bytes
    }

    /// What has been written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes the object that was opened last.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes the array that was opened last.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a member's key; its value comes next.
    public mutating func key(_ key: String) {
        separate()
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        separate()
        JSONText.append(value, to: &bytes)
    }

    /// Writes a string of these bytes; those that are not UTF-8 become U+FFFD.
    public mutating func string(utf8 value: ArraySlice<UInt8>) {
        string(String(repairing: value))
    }

    /// Writes a string of the bytes in `range`; those that are not UTF-8 become U+FFFD. Makes no String of plain ASCII.
    public mutating func string(_ bytes: [UInt8], in range: Range<Int>) {
        separate()
        JSONText.append(bytes, in: range, to: &self.bytes)
    }

    /// Writes a member's key that ``quotedKey(_:)`` made ready; its value comes next.
    public mutating func key(ready: [UInt8]) {
        append(ready: ready)
        needsComma = false
    }

    /// Writes what ``opening(_:)`` made ready; what comes next is the first in it.
    /// - Parameter levels: how many brackets it leaves open.
    public mutating func open(ready: [UInt8], levels: Int) {
        append(ready: ready)
        depth += levels
        needsComma = false
    }

    /// Text that ends in an open bracket, with the comma before it, to be written often. The caller vouches for it.
    public static func opening(_ text: StaticString) -> [UInt8] { Array(",\(text)".utf8) }

    /// Writes a member: a key that ``quotedKey(_:)`` made ready, in `place` among `texts`, and the bytes in `range` as its string; those that
    /// are not UTF-8 become U+FFFD. As a rule both are copied as one, the faster where ``room`` stands behind `texts`.
    public mutating func member(
        ready texts: [UInt8], _ place: Range<Int>, string bytes: [UInt8], in range: Range<Int>
    ) {
        let isFirst = !needsComma || depth == 0
        let prefix = isFirst ? place.lowerBound + 1..<place.upperBound : place
        if JSONText.append(plain: bytes, in: range, behind: texts, prefix, to: &self.bytes) {
            needsComma = true
        } else {
            key(ready: texts, place)
            string(bytes, in: range)
        }
    }

    /// Writes what `body` does into room for `count` bytes: one look at the room for all of it.
    public mutating func write(
        atMost count: Int, _ body: (_ run: inout JSONRun, _ room: inout MutableSpan<UInt8>) -> Void
    ) {
        var run = JSONRun(needsComma: needsComma && depth > 0, limit: count)
        // A word more, so that the last one is written whole.
        bytes.append(addingCapacity: count + ByteWord.count) { output in
            output.append(repeating: 0, count: count + ByteWord.count)
            var room = output.mutableSpan
            body(&run, &room)
            output.removeLast(count + ByteWord.count - run.count)
        }
        depth += run.depth
        needsComma = run.needsComma
    }

    /// Writes a key that was made ready, and stands in `place` among `texts`; its value comes next.
    public mutating func key(ready texts: [UInt8], _ place: Range<Int>) {
        let isFirst = !needsComma || depth == 0
        bytes.append(contentsOf: texts[isFirst ? place.lowerBound + 1..<place.upperBound : place])
        needsComma = false
    }

    /// What stands behind ready texts, so that a look at eight bytes of their last one is a look at bytes that are there.
    public static let room = [UInt8](repeating: 0, count: ByteWord.count)

    /// A key with the comma before it, its quotes and its colon, to be written often.
    public static func quotedKey(_ key: String) -> [UInt8] {
        var ready = [UInt8(ascii: ",")]
        JSONText.append(key, to: &ready)
        ready.append(UInt8(ascii: ":"))
        return ready
    }

    /// The comma is part of it, and is left out before what is the first.
    private mutating func append(ready: [UInt8]) {
        if needsComma, depth > 0 {
            bytes.append(contentsOf: ready)
        } else {
            bytes.append(contentsOf: ready.dropFirst())
        }
    }

    /// Writes a whole number.
    public mutating func integer(_ value: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a whole number, without a String on the way.
    public mutating func integer(_ value: Int64) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var place: UInt64 = 1
        while rest / place >= 10 { place *= 10 }
        while place > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / place))
            rest %= place
            place /= 10
        }
    }

    /// Writes a number by its text. False, and nothing is written, if RFC 8259, section 6, does not allow it.
    @discardableResult
    public mutating func number(text: String) -> Bool {
        let digits = Array(text.utf8)
        guard !digits.isEmpty, JSONNumber.end(in: digits.span, from: 0) == digits.count else { return false }
        separate()
        bytes.append(contentsOf: digits)
        return true
    }

    /// Writes `true` or `false`.
    public mutating func boolean(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value that is JSON already; the caller vouches for it.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes a value that is JSON already; the caller vouches for it.
    public mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes a value of a document, as it came.
    public mutating func value(_ value: JSONValue) { raw(value.text) }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        depth -= 1
        needsComma = true
    }

    /// Puts the comma before a value or key that is not the first. Outermost values are not separated.
    private mutating func separate() {
        if needsComma, depth > 0 { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
