/// Decodes a urlencoded form, eight bytes at a time, some fields at a time.
///
/// The `=` and `&` stay where they are, between the names and values: only an escape moves what follows it.
struct URLEncodedReader {
    /// Where the next byte is read, and where it is written: never behind where it is read, so that a whole word has room wherever it goes.
    private var (read, write) = (0, 0)
    /// Where the field begins, in what is written, and where its name ended; -1 in its name.
    private var (nameStart, nameEnd) = (0, -1)
    /// The top bit of any byte, so far.
    private var bits: UInt64 = 0
    /// Whether all is read.
    private(set) var isAtEnd = false

    /// How many bytes are written.
    var written: Int { write }
    /// Whether all that was read is ASCII.
    var isASCII: Bool { bits & ByteWord.tops == 0 }

    /// Reads the fields until all are read, or there is no room for one more.
    mutating func read(
        _ source: Span<UInt8>, into output: inout MutableSpan<UInt8>, _ entries: inout OutputSpan<FormFields.Entry>
    ) {
        var (read, write, nameStart, nameEnd, bits) = (read, write, nameStart, nameEnd, bits)
        defer {
            (self.read, self.write, self.nameStart) = (read, write, nameStart)
            (self.nameEnd, self.bits) = (nameEnd, bits)
        }
        /// Bits where a value is not what JSON has as it stands; some more where only its neighbour is not.
        var others: UInt64 = 0
        words: while read < source.count {
            let word =
                read &+ ByteWord.count <= source.count
                ? ByteWord.load(source, at: read)
                : ByteWord.last(source.count &- read, of: source, from: read, others: UInt8(ascii: "x"))
            // A plus sign is a space, which differs from it by these bits.
            let pluses = ByteWord.exactMarks(of: UInt8(ascii: "+"), in: word)
            ByteWord.store(word ^ (pluses &>> 7) &* 0x0B, in: &output, at: write)
            let own = (word | ByteWord.marks(of: UInt8(ascii: "\\"), in: word)) & ByteWord.tops
            bits |= word
            others |= own
            // What ends or begins something, and the few that stand before the plus sign in ASCII: nearly nobody writes those.
            var marks =
                ByteWord.marks(below: UInt8(ascii: "+"), in: word) | ByteWord.marks(of: UInt8(ascii: "="), in: word)
            while marks != 0 {
                let place = ByteWord.place(of: marks)
                marks &= marks &- 1
                let byte = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: place &* 8))
                switch byte {
                case UInt8(ascii: "="):
                    guard nameEnd < 0 else { continue }
                    nameEnd = write &+ place
                    others = own
                case UInt8(ascii: "&"):
                    let end = write &+ place
                    if nameEnd >= 0 || end > nameStart {
                        entries.append(Self.entry(nameStart, nameEnd, end, isPlain: others == 0))
                    }
                    (nameStart, nameEnd, others) = (end &+ 1, -1, own)
                    if entries.freeCapacity == 0 {
                        read &+= place &+ 1
                        write &+= place &+ 1
                        return
                    }
                case UInt8(ascii: "%"):
                    guard var byte = Self.escaped(source, at: read &+ place) else { continue }
                    read &+= place
                    write &+= place
                    while true {
                        output[write] = byte
                        read &+= 3
                        write &+= 1
                        bits |= UInt64(byte)
                        if !Self.isPlain(byte) { others = ~0 }
                        guard let next = Self.escaped(source, at: read) else { break }
                        byte = next
                    }
                    continue words
                // Marked wrongly, or a byte as any other; it is written.
                default: if !Self.isPlain(byte) { others = ~0 }
                }
            }
            read &+= ByteWord.count
            write &+= ByteWord.count
        }
        // The last word may go beyond the end.
        write &-= read &- source.count
        read = source.count
        if nameEnd >= 0 || write > nameStart {
            entries.append(Self.entry(nameStart, nameEnd, write, isPlain: others == 0))
        }
        isAtEnd = true
    }

    @inline(__always)
    private static func entry(_ start: Int, _ nameEnd: Int, _ end: Int, isPlain: Bool) -> FormFields.Entry {
        nameEnd < 0
            ? FormFields.Entry(name: start..<end, value: end..<end, isPlain: isPlain)
            : FormFields.Entry(name: start..<nameEnd, value: nameEnd &+ 1..<end, isPlain: isPlain)
    }

    /// The byte that `%` and two hexadecimal digits stand for; nil where that does not stand there.
    @inline(__always)
    private static func escaped(_ source: Span<UInt8>, at place: Int) -> UInt8? {
        guard place &+ 2 < source.count, source[place] == UInt8(ascii: "%"),
            let high = Hexadecimal.value(source[place &+ 1]), let low = Hexadecimal.value(source[place &+ 2])
        else { return nil }
        return high << 4 | low
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x60 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Where the field of that number begins, from 0; for the place of an error.
    func start(ofField number: Int, _ source: Span<UInt8>) -> Int {
        var (fields, isInField) = (0, false)
        for index in source.indices {
            let isEnd = source[index] == UInt8(ascii: "&")
            if !isEnd, !isInField {
                if fields == number { return index }
                fields += 1
            }
            isInField = !isEnd
        }
        return source.count
    }
}
