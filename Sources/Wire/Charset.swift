/// The character encodings that forms are read in. What a form holds is UTF-8 once it is read, whatever it came in.
public enum Charset: Sendable, Hashable {
    /// UTF-8, and US-ASCII, which is part of it.
    case utf8
    /// windows-1252, and every label that browsers read as that, ISO-8859-1 among them (Encoding standard, section 4.2).
    case windows1252
    /// Others of one byte for a character, which older pages send.
    case windows1250, windows1251, windows1253, windows1254, windows1257, iso8859n2, iso8859n5, iso8859n7, iso8859n15,
        koi8r, koi8u, ibm866

    /// What is read here, in words for a sender's developer.
    public static let namesRead =
        "utf-8, us-ascii, windows-1250 to -1254 and -1257, iso-8859-1 (read as windows-1252), -2, -5, -7, -9 and -15, koi8-r, koi8-u and ibm866"

    /// What its bytes from 0x80 on stand for; nil for UTF-8.
    var table: [UInt16]? {
        switch self {
        case .utf8: nil
        case .windows1252: SingleByteTable.windows1252
        case .windows1250: SingleByteTable.windows1250
        case .windows1251: SingleByteTable.windows1251
        case .windows1253: SingleByteTable.windows1253
        case .windows1254: SingleByteTable.windows1254
        case .windows1257: SingleByteTable.windows1257
        case .iso8859n2: SingleByteTable.iso8859n2
        case .iso8859n5: SingleByteTable.iso8859n5
        case .iso8859n7: SingleByteTable.iso8859n7
        case .iso8859n15: SingleByteTable.iso8859n15
        case .koi8r: SingleByteTable.koi8r
        case .koi8u: SingleByteTable.koi8u
        case .ibm866: SingleByteTable.ibm866
        }
    }

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
        ("windows-1250", .windows1250), ("cp1250", .windows1250), ("x-cp1250", .windows1250),
        ("windows-1251", .windows1251), ("cp1251", .windows1251), ("x-cp1251", .windows1251),
        ("windows-1253", .windows1253), ("cp1253", .windows1253), ("x-cp1253", .windows1253),
        ("windows-1254", .windows1254), ("cp1254", .windows1254), ("x-cp1254", .windows1254),
        ("iso-8859-9", .windows1254),
        ("iso8859-9", .windows1254), ("iso_8859-9", .windows1254), ("latin5", .windows1254), ("l5", .windows1254),
        ("csisolatin5", .windows1254),
        ("windows-1257", .windows1257), ("cp1257", .windows1257), ("x-cp1257", .windows1257),
        ("iso-8859-2", .iso8859n2), ("iso8859-2", .iso8859n2), ("iso_8859-2", .iso8859n2), ("latin2", .iso8859n2),
        ("l2", .iso8859n2), ("csisolatin2", .iso8859n2),
        ("iso-8859-5", .iso8859n5), ("iso8859-5", .iso8859n5), ("iso_8859-5", .iso8859n5), ("cyrillic", .iso8859n5),
        ("csisolatincyrillic", .iso8859n5),
        ("iso-8859-7", .iso8859n7), ("iso8859-7", .iso8859n7), ("iso_8859-7", .iso8859n7), ("greek", .iso8859n7),
        ("csisolatingreek", .iso8859n7),
        ("iso-8859-15", .iso8859n15), ("iso8859-15", .iso8859n15), ("iso_8859-15", .iso8859n15),
        ("latin9", .iso8859n15),
        ("l9", .iso8859n15), ("csisolatin9", .iso8859n15),
        ("koi8-r", .koi8r), ("koi8", .koi8r), ("koi", .koi8r), ("koi8_r", .koi8r), ("cskoi8r", .koi8r),
        ("koi8-u", .koi8u), ("koi8-ru", .koi8u),
        ("ibm866", .ibm866), ("cp866", .ibm866), ("866", .ibm866), ("csibm866", .ibm866),
    ]
}
