/// A row as SQLite writes it (https://www.sqlite.org/fileformat.html, section 2.1): read from bytes that may be anything.
struct RawRecord {
    /// One value of a row.
    enum Value: Hashable {
        case null
        case integer(Int64)
        case real
        case blob([UInt8])
        case text([UInt8])
    }

    let values: [Value]

    /// Nil for what is no row from its first byte to its last.
    init?(_ payload: [UInt8]) {
        var reader = RawReader(payload[...])
        guard let headerSize = reader.varint(), headerSize >= 1, headerSize <= 1000,
            let end = Int(exactly: headerSize), end <= payload.count
        else { return nil }
        var types: [Int64] = []
        while reader.place < end {
            guard let type = reader.varint(), type >= 0 else { return nil }
            types.append(type)
        }
        guard reader.place == end else { return nil }
        var values: [Value] = []
        for type in types {
            guard let value = reader.value(ofType: type) else { return nil }
            values.append(value)
        }
        guard reader.place == payload.count else { return nil }
        self.values = values
    }

    /// A column as a number; nil for any other.
    func integer(_ column: Int) -> Int64? {
        if case .integer(let value) = values[column] { value } else { nil }
    }

    /// A column as text; nil for any other.
    func text(_ column: Int) -> String? {
        if case .text(let bytes) = values[column] { String(validating: bytes, as: UTF8.self) } else { nil }
    }

    /// A column as bytes; nil for any other.
    func blob(_ column: Int) -> [UInt8]? {
        if case .blob(let bytes) = values[column] { bytes } else { nil }
    }

    func isNull(_ column: Int) -> Bool { values[column] == .null }
}

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
