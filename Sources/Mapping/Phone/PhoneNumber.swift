import CPhoneNumber

/// Telephone numbers by libphonenumber. May be used from any thread; the first call loads the library's tables.
enum PhoneNumber {
    /// The number as E.164 (`+4930123456`), or nil when the text is not clearly one number.
    ///
    /// Nothing a visitor wrote may be lost, so a text with letters (`ask for Ada`, `ext. 12`), an extension or a length
    /// that no number of its country has is not taken for one.
    /// - Parameter region: two letters (ISO 3166); nil reads numbers with a country code only.
    static func e164(_ text: String, region: String?) -> String? {
        guard text.utf8.count <= 250, !hasLetters(text) else { return nil }
        let characters = PhoneNumber.characters(of: text)
        let country = PhoneNumber.characters(of: region ?? "")
        // E.164 has at most 15 digits and a plus.
        let written = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            unsafe buffer.withMemoryRebound(to: CChar.self) { number in
                guard let start = number.baseAddress else { return }
                count = unsafe bb_phone_e164(
                    characters, characters.count, country, country.count, start, number.count)
            }
        }
        return written.isEmpty ? nil : String(decoding: written, as: UTF8.self)
    }

    /// The codes of all regions that libphonenumber knows; two upper-case letters each, in order.
    static let regions: [String] = {
        let codes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                count = unsafe bb_phone_regions(start, characters.count)
            }
        }
        return stride(from: 0, to: codes.count - 1, by: 2).map { String(decoding: codes[$0...($0 + 1)], as: UTF8.self) }
    }()

    private static func hasLetters(_ text: String) -> Bool {
        // Characters are looked at only where there is more than ASCII's digits and signs.
        let isPlain = text.utf8.allSatisfy { $0 < 0x41 }
        return !isPlain && text.contains(where: \.isLetter)
    }

    private static func characters(of text: String) -> [CChar] { text.utf8.map(CChar.init(bitPattern:)) }
}
