/// The name of a file in the folder, which is our own: 26 characters of `0-9 a-v`, 130 bits that nobody guesses.
enum FileKey {
    static let length = 26

    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(
            decoding: (0..<length).map { _ in digits[Int.random(in: 0..<32, using: &generator)] }, as: UTF8.self)
    }

    /// Whether a text is one: what is none never becomes a part of a path.
    static func isKey(_ text: some StringProtocol) -> Bool {
        text.utf8.count == length && text.utf8.allSatisfy { digits.contains($0) }
    }

    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)
}
