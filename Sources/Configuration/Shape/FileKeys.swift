import Files

/// The keys under `files` of a form.
enum FileKeys {
    static let destination = Key<FileSettings.Destination>(
        "to", .word,
        "note (kept, and a line for each with its address goes into a text), link (kept, and rules take resume.url) or drop (taken away)",
        isNeeded: true)
    static let target = Key(
        "in", .target, "for note: the text that the lines go behind; default: where rest goes, else lead.note")
    static let most = Key("max", .integer(1...20), "how many one post may have, 1 to 20; default: 5")
    static let largest = Key(
        "max_size", .fileSize(1 << 10...100 << 20), "how large each may be, 1KiB to 100MiB; default: 10MiB")
    static let types = ListKey(
        "types", of: .fileType, "what they may be; default: documents, pictures and tables")
    static let linkTime = Key(
        "link_for", .duration(.seconds(3600) ... .seconds(3650 * 86_400)),
        "how long an address is good for, 1h to 3650d; default: 30d")

    static let shape = Shape("what becomes of files", [destination, target, most, largest, types, linkTime])
}

extension ScalarType where Value == FileType {
    /// A kind of file.
    static var fileType: Self {
        let names = FileType.all.map(\.name)
        return ScalarType("a kind of file: " + names.joined(separator: ", "), schema: .words(names)) {
            text throws(Mismatch) in
            guard let type = FileType.named(text) else {
                throw Mismatch(FileType.named(String(text.drop { $0 == "." })).map { "write \($0.name)" })
            }
            return type
        }
    }
}

extension ScalarType where Value == Int {
    /// A size as people say a file's: also `10MB`, of 1000 × 1000 bytes.
    static func fileSize(_ range: ClosedRange<Int>) -> Self {
        let plain = size(range)
        return ScalarType(
            plain.expected, schema: .form("(?=.)([0-9]+GiB)?([0-9]+MiB)?([0-9]+KiB)?([0-9]+B)?|[0-9]+[kM]B")
        ) { text throws(Mismatch) in
            func decimal(_ text: String) -> Int? {
                for (unit, factor) in [("MB", 1_000_000), ("kB", 1000)] where text.hasSuffix(unit) {
                    return Int(text.dropLast(2)).flatMap { (1...1_000_000).contains($0) ? $0 * factor : nil }
                }
                return nil
            }
            if let bytes = decimal(text) {
                guard range.contains(bytes) else { throw Mismatch() }
                return bytes
            }
            let close = text.filter { $0 != " " }
            if close != text, let bytes = decimal(close), range.contains(bytes) { throw Mismatch("write \(close)") }
            return try plain.read(text)
        }
    }
}
