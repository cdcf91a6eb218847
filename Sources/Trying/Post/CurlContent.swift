/// What curl would post for its options `-d`, `--data-urlencode`, `-F` and their kin, so that a command line that is at hand can be tried.
public enum CurlContent {
    /// The options that are understood, by what they mean.
    public enum Option: String, CaseIterable, Sendable {
        case data = "-d"
        case longData = "--data"
        case raw = "--data-raw"
        case binary = "--data-binary"
        case urlencode = "--data-urlencode"
        case form = "-F"
        case longForm = "--form"
        case formString = "--form-string"

        /// Whether its text goes into a urlencoded form as it stands.
        public var isRaw: Bool {
            switch self {
            case .data, .longData, .raw, .binary: true
            case .urlencode, .form, .longForm, .formString: false
            }
        }

        /// Whether it makes a multipart form.
        var isForm: Bool {
            switch self {
            case .form, .longForm, .formString: true
            case .data, .longData, .raw, .binary, .urlencode: false
            }
        }
    }

    /// Whether a text has a number with its country code, whose plus a urlencoded form reads as a blank: `Phone=+7 495…`.
    public static func hasPlusOfPhone(_ data: String) -> Bool {
        data.split(separator: "&").contains { field in
            guard let plus = field.firstRange(of: "=+") else { return false }
            return field[plus.upperBound...].first?.isNumber == true
        }
    }

    /// Why options make no content, in words for the person who wrote them.
    public struct Wrong: Error, CustomStringConvertible {
        /// What is wrong and what is expected.
        public let description: String
    }

    /// The content and its type.
    /// - Parameters:
    ///   - options: what was given, in the order given; at least one.
    ///   - boundary: separates the parts of a multipart form.
    ///   - read: the bytes of a file that an option names, `-` for standard input.
    public static func make(
        _ options: [(option: Option, value: String)], boundary: String, read: (String) throws -> [UInt8]
    ) throws -> (content: [UInt8], contentType: String) {
        guard let isForm = options.first?.option.isForm, options.allSatisfy({ $0.option.isForm == isForm }) else {
            throw Wrong(
                description: "-d and -F do not go together: one makes a urlencoded form, the other a multipart one")
        }
        if isForm {
            var form = CurlForm(boundary: boundary)
            for (option, value) in options { try form.add(value, isLiteral: option == .formString, read: read) }
            return (form.finished(), "multipart/form-data; boundary=" + boundary)
        }
        var content: [UInt8] = []
        for (index, (option, value)) in options.enumerated() {
            // curl puts an `&` between what several options say.
            if index > 0 { content.append(UInt8(ascii: "&")) }
            content += try data(option, value, read)
        }
        return (content, "application/x-www-form-urlencoded")
    }

    private static func data(_ option: Option, _ value: String, _ read: (String) throws -> [UInt8]) throws -> [UInt8] {
        if option == .urlencode { return try encoded(value, read) }
        guard value.hasPrefix("@"), option != .raw else { return Array(value.utf8) }
        let bytes = try read(String(value.dropFirst()))
        // curl's manual: -d takes line breaks and NUL out of a file, --data-binary does not.
        return option == .binary ? bytes : bytes.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0 }
    }

    /// `content`, `=content`, `name=content`, `@file` or `name@file`.
    private static func encoded(_ value: String, _ read: (String) throws -> [UInt8]) throws -> [UInt8] {
        guard let mark = value.firstIndex(where: { $0 == "=" || $0 == "@" }) else { return percentEncoded(value.utf8) }
        let rest = String(value[value.index(after: mark)...])
        let content = value[mark] == "@" ? try read(rest) : Array(rest.utf8)
        let name = value[..<mark]
        return (name.isEmpty ? [] : Array(name.utf8) + [UInt8(ascii: "=")]) + percentEncoded(content)
    }

    private static func percentEncoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default:
                Array(("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)).utf8)
            }
        }
    }
}
