/// Why a text is no path, and where in the text.
struct PathError: Error, Hashable {
    /// What is wrong and what was expected, in words that follow `path 'a..b': `.
    let message: String
    /// Where in the text: bytes from its beginning, from 0.
    let offset: Int

    /// The complaint about a path that stands in a larger text, which may be the path itself.
    func complaint(about what: String, _ text: String, offset start: Int = 0, at place: Place) -> Complaint {
        let before = String(decoding: text.utf8.prefix(start + offset), as: UTF8.self)
        return Complaint("\(what) '\(text)': \(message) (at character \(before.count + 1))", at: place)
    }
}
