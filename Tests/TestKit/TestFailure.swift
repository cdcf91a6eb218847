/// What a test needs did not happen, or not in time.
public struct TestFailure: Error, CustomStringConvertible {
    /// Who was waited for, what for, and what is known of it.
    public let description: String

    /// A failure in these words.
    public init(_ description: String) { self.description = description }
}
