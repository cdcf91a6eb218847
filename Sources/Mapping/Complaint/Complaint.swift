/// What is wrong with something that a person wrote in a file, in plain words, with its place.
public struct Complaint: Sendable, Hashable, CustomStringConvertible, Error {
    /// How much it matters.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// It cannot be used so.
        case error
        /// It can be used, and is most likely not what was meant.
        case warning
        /// Whether it is right cannot be known.
        case unknown
    }

    /// Where it is wrong.
    public let place: Place
    /// What is wrong, what was expected and, where there is one, the nearest right word. One line, no full stop.
    public let message: String
    /// How much it matters.
    public let severity: Severity

    /// A complaint about what stands at `place`.
    public init(_ message: String, at place: Place, _ severity: Severity = .error) {
        self.place = place
        // A key, or what a board says of itself, may hold what moves a terminal's cursor.
        self.message = message.unicodeScalars.allSatisfy { !Self.isControl($0) } ? message : Self.visible(message)
        self.severity = severity
    }

    /// What moves a terminal's cursor or turns text around.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func visible(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// One line as compilers write it: `forms/contact.yaml:7:3: unknown key 'colum_id'; did you mean 'column_id'?`.
    public var description: String { "\(place): \(text)" }

    /// The same without a word for its severity: for a log line, which has a level.
    public var bare: String { "\(place): \(message)" }

    /// The message, with a word before it where it is no error.
    public var text: String {
        switch severity {
        case .error: message
        case .warning: "warning: \(message)"
        case .unknown: "not known: \(message)"
        }
    }
}

extension Sequence<Complaint> {
    /// All, by file, line and column.
    public var inOrder: [Complaint] {
        sorted {
            ($0.place.file, $0.place.line, $0.place.column, $0.message)
                < ($1.place.file, $1.place.line, $1.place.column, $1.message)
        }
    }
}
