import CICU

extension Zone {
    /// The names of all zones that ICU has; for suggestions.
    static let names: [String] = {
        // ICU 72 has some 640 names in under 11 kB.
        let all = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                count = unsafe bb_zone_names(start, characters.count)
            }
        }
        return all.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }()
}
