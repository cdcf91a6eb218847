/// Whether a file is what it says, by three witnesses: the ending of its name, what its sender says of its type, its content.
struct FileCheck {
    /// What the form takes.
    let types: [FileType]

    /// What it is; nil where the form does not take it, or where the witnesses do not agree.
    /// - Parameters:
    ///   - name: as its sender called it.
    ///   - said: the media type as its sender wrote it; nil for none.
    ///   - content: the media type that libmagic sees.
    ///   - beginning: its first bytes.
    func type(name: String, said: String?, content: String, beginning: [UInt8]) -> FileType? {
        let ending = Self.ending(of: name)
        let word = Self.mediaType(said)
        let known = word.map { word in FileType.all.filter { $0.said.contains(word) } } ?? []
        let fitting = types.filter { type in
            if let ending, !type.endings.contains(ending) { return false }
            // `application/octet-stream`, or what we do not know, says nothing.
            if !known.isEmpty, !known.contains(type) { return false }
            return type.contents.contains(content) && Self.begins(beginning, as: type)
        }
        // Without an ending and without a word, only the content speaks: then it may not be one of several.
        return ending == nil && known.isEmpty ? fitting.first { $0.mediaType == content } : fitting.first
    }

    /// A reader of PDF looks for its mark in the first thousand bytes, and so does libmagic: before it could stand a page. Only white space and a
    /// byte order mark may.
    private static func begins(_ bytes: [UInt8], as type: FileType) -> Bool {
        guard type.name == "pdf" else { return true }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes[start...].drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.starts(with: "%PDF-".utf8)
    }

    /// `pdf` of `CV.PDF`; nil for a name without one. A name that ends in dots or blanks has none: Windows would cut them.
    static func ending(of name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...]
        return ending.lowercased()
    }

    /// The type without its parameters, in lower case.
    private static func mediaType(_ text: String?) -> String? {
        guard let text else { return nil }
        let type = text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        return type.isEmpty ? nil : type
    }
}
