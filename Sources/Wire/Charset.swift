/// The character encodings that forms are read in. What a form holds is UTF-8 once it is read, whatever it came in.
public enum Charset: Sendable, Hashable {
    /// UTF-8, and US-ASCII, which is part of it.
    case utf8
    /// windows-1252, and every label that browsers read as that, ISO-8859-1 among them (Encoding standard, section 4.2).
    case windows1252

    /// What is read here, in words for a sender's developer.
    public static let namesRead = "utf-8, us-ascii and windows-1252 (iso-8859-1 is read as that)"

    /// The charset that a label stands for, in any case and with white space round it; nil for one that is not read here.
    public init?(label: ArraySlice<UInt8>) {
        var name = label
        while let first = name.first, Self.isSpace(first) { name.removeFirst() }
        while let last = name.last, Self.isSpace(last) { name.removeLast() }
        guard let known = Self.labels.first(where: { name.lazy.map(Token.lower).elementsEqual($0.label.utf8) }) else {
            return nil
        }
        self = known.charset
    }

    /// ASCII white space (Infra standard, section 4.6).
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }

    private static let labels: [(label: String, charset: Charset)] = [
        ("utf-8", .utf8), ("utf8", .utf8), ("unicode-1-1-utf-8", .utf8), ("us-ascii", .utf8), ("ascii", .utf8),
        ("ansi_x3.4-1968", .utf8), ("iso-8859-1", .windows1252), ("windows-1252", .windows1252),
        ("latin1", .windows1252), ("iso8859-1", .windows1252), ("iso88591", .windows1252), ("iso_8859-1", .windows1252),
        ("iso_8859-1:1987", .windows1252), ("iso-ir-100", .windows1252), ("csisolatin1", .windows1252),
        ("l1", .windows1252), ("cp1252", .windows1252), ("x-cp1252", .windows1252), ("cp819", .windows1252),
        ("ibm819", .windows1252),
    ]
}
