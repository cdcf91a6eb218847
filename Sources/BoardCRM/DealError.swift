/// Where a JSON text is not a deal. Holds names, never values.
public struct DealError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which attribute; empty for the deal as a whole.
    public let path: TargetPath
    /// What is wrong there.
    public let message: String

    /// An error at a path.
    public init(path: TargetPath, message: String) {
        self.path = path
        self.message = message
    }

    /// `lead.name: expected a string, a number or a boolean`.
    public var description: String { "\(path.steps.isEmpty ? "deal" : path.description): \(message)" }
}
