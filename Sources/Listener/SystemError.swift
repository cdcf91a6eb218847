/// A system call that failed: which, and errno.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The call, and what it was for: `bind 127.0.0.1:8080`.
    public let operation: String
    /// errno, taken at once.
    public let code: Int32

    /// `bind 127.0.0.1:8080: Address already in use (98)`.
    public var description: String { "\(operation): \(System.explain(code)) (\(code))" }

    /// Whether there was merely nothing to do.
    var isWouldBlock: Bool { System.isWouldBlock(code) }

    /// An address that no socket can have.
    static func invalidAddress(_ address: ListenAddress) -> SystemError {
        SystemError(operation: "bind \(address)", code: System.invalidArgument)
    }
}
