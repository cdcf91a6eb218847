import CZlib

/// The files in a ZIP archive (PKWARE's APPNOTE, 4.3): stored or deflated, without ZIP64 and encryption, which no spreadsheet of this size
/// needs.
struct ZIPArchive {
    private struct Entry {
        let method: Int
        let compressedSize: Int
        let size: Int
        let offset: Int
    }

    /// A larger file in it is not unpacked.
    private static let mostBytes = 64 << 20

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// Reads the directory at the archive's end; nil for what is no archive.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 22,
            let end = (max(0, bytes.count - 65_557)...bytes.count - 22).last(where: {
                bytes[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
            }),
            let count = number(end + 10, 2), var place = number(end + 16, 4)
        else { return nil }
        for _ in 0..<count {
            guard number(place, 4) == 0x0201_4B50, let method = number(place + 10, 2),
                let compressedSize = number(place + 20, 4), let size = number(place + 24, 4),
                let nameLength = number(place + 28, 2), let extra = number(place + 30, 2),
                let comment = number(place + 32, 2), let offset = number(place + 42, 4),
                place + 46 + nameLength <= bytes.count
            else { return nil }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            entries[name] = Entry(method: method, compressedSize: compressedSize, size: size, offset: offset)
            place += 46 + nameLength + extra + comment
        }
    }

    /// The names of its files.
    var names: [String] { entries.keys.sorted() }

    /// One file's content; nil where there is none, or it cannot be unpacked.
    func file(_ name: String) -> [UInt8]? {
        guard let entry = entries[name], entry.size <= Self.mostBytes, number(entry.offset, 4) == 0x0403_4B50,
            let nameLength = number(entry.offset + 26, 2), let extra = number(entry.offset + 28, 2)
        else { return nil }
        let start = entry.offset + 30 + nameLength + extra
        guard start + entry.compressedSize <= bytes.count else { return nil }
        let packed = bytes[start..<start + entry.compressedSize]
        switch entry.method {
        case 0: return Array(packed)
        case 8: return Self.inflate(packed, size: entry.size)
        default: return nil
        }
    }

    private static func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        // because zlib writes into memory of ours, whose size it is told; the pointers do not leave the closures.
        let output = unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
            let written = unsafe packed.withUnsafeBufferPointer { input in
                unsafe bb_inflate(input.baseAddress, UInt(input.count), room.baseAddress, UInt(size))
            }
            count = max(0, written)
        }
        return output.count == size ? output : nil
    }

    /// A little-endian number; nil where the archive ends before.
    private func number(_ place: Int, _ length: Int) -> Int? {
        guard place >= 0, place + length <= bytes.count else { return nil }
        return (0..<length).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
