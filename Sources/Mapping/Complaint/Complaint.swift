/// What is wrong with something that a person wrote in a file, in plain words, with its place.
public struct Complaint: Sendable, Hashable, CustomStringConvertible, Error {
    /// Where it is wrong.
    public let place: Place
    /// What is wrong, what was expected and, where there is one, the nearest right word. One line, no full stop.
    public let message: String

    /// A complaint about what stands at `place`.
    public init(_ message: String, at place: Place) {
        self.place = place
        self.message = message
    }

    /// One line as compilers write it: `forms/contact.yaml:7:3: unknown key 'colum_id'; did you mean 'column_id'?`.
    public var description: String { "\(place): \(message)" }
}
