/// Reads SQLite's numbers and values one after the other, and never beyond the end.
struct RawReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    /// 1 to 9 bytes, the high bit of the first eight says that more follow.
    mutating func varint() -> Int64? {
        var value: UInt64 = 0
        for number in 0..<9 {
            guard place < bytes.endIndex else { return nil }
            let byte = bytes[place]
            place += 1
            if number == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { break }
        }
        return Int64(bitPattern: value)
    }

    mutating func value(ofType type: Int64) -> RawRecord.Value? {
        switch type {
        case 0: return .null
        case 1...6: return integer([1, 2, 3, 4, 6, 8][Int(type) - 1]).map { .integer($0) }
        case 7: return take(8).map { _ in .real }
        case 8, 9: return .integer(type - 8)
        case 10, 11: return nil
        default:
            guard let length = Int(exactly: (type - 12) / 2), let taken = take(length) else { return nil }
            return type.isMultiple(of: 2) ? .blob(Array(taken)) : .text(Array(taken))
        }
    }

    private mutating func integer(_ length: Int) -> Int64? {
        take(length).map { taken in
            taken.dropFirst().reduce(Int64(Int8(bitPattern: taken.first ?? 0))) { $0 << 8 | Int64($1) }
        }
    }

    mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
        guard length >= 0, length <= bytes.endIndex - place else { return nil }
        defer { place += length }
        return bytes[place..<place + length]
    }
}
