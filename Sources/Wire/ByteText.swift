/// Text as bytes.
public enum ByteText {
    /// Whether `text` stands in `bytes` at `start`, byte for byte, eight at a time; false where there is no room for it.
    public static func isEqual(_ bytes: Span<UInt8>, from start: Int, _ text: Span<UInt8>) -> Bool {
        guard start >= 0, bytes.count - start >= text.count else { return false }
        var index = 0
        while index &+ ByteWord.count <= text.count {
            guard ByteWord.load(bytes, at: start &+ index) == ByteWord.load(text, at: index) else { return false }
            index &+= ByteWord.count
        }
        while index < text.count {
            guard bytes[start &+ index] == text[index] else { return false }
            index &+= 1
        }
        return true
    }
}
