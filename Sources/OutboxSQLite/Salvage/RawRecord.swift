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
    /// The row as it is written.
    let payload: [UInt8]

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
        self.payload = payload
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
