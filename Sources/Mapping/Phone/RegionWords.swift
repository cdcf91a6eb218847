import CICU

/// What people write for a region whose code is wanted: `GER`, `DEU`, `Germany`, `Deutschland`, `de`, `UK`.
enum RegionWords {
    private static let others = [
        "UK": "GB", "ENGLAND": "GB", "BRITAIN": "GB", "AMERICA": "US", "HOLLAND": "NL", "SUI": "CH",
    ]

    /// The code among these that is surely meant; nil where none is. Slow: for complaints only.
    static func meant(by word: String, among regions: [String]) -> String? {
        let word = word.uppercased()
        // Any two letters are near any other two.
        if let code = others[word] ?? regions.first(where: { $0 == word }) { return code }
        guard word.count > 2 else { return nil }
        let named = regions.map { (code: $0, names: names(of: $0).map { $0.uppercased() }) }
        if let exact = named.first(where: { $0.names.contains(word) }) { return exact.code }
        let begun = named.filter { $0.names.contains { $0.hasPrefix(word) } }
        return begun.count == 1 ? begun[0].code : nil
    }

    private static func names(of region: String) -> [String] {
        let all = unsafe [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                count = unsafe region.withCString { code in unsafe bb_region_names(code, start, characters.count) }
            }
        }
        return all.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}
