/// A system call that a test server could not do without has failed.
public struct RawServerError: Error, Sendable {
    /// The call's name.
    public let operation: String
    /// Its errno.
    public let code: Int32
}
