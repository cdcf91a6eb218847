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
        self.message = message
        self.severity = severity
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
