/// Why a request got no whole answer, and whether it may have reached the server. Holds nothing of the request's content.
public struct TransferFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far the request came.
    public enum Reach: Sendable, Hashable {
        /// Not one byte of its content was handed to the connection: sending it again is safe.
        case neverSent
        /// Some of it or all of it was: the server may have acted on it.
        case uncertain
    }

    /// What went wrong.
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The host's name did not resolve.
        case nameNotResolved = "the name did not resolve"
        /// No connection: refused, no route, closed at once.
        case notConnected = "no connection"
        /// TLS could not be set up, or the certificate is not trusted or not for this host.
        case notSecured = "no trusted TLS connection"
        /// A time-out passed.
        case timedOut = "no whole answer in time"
        /// The connection broke while the request was sent.
        case sendingBroke = "the connection broke while sending"
        /// The connection ended before an answer began.
        case noAnswer = "no answer"
        /// The answer ended too early, or is not HTTP.
        case answerBroken = "half an answer, or none of HTTP"
        /// The answer is longer than the limit.
        case answerTooLarge = "an answer over the limit"
        /// The task that waited was cancelled.
        case cancelled = "cancelled"
        /// The client was closed.
        case closed = "the client was closed"
        /// The request's deadline had come before anything was sent.
        case tooLate = "too late to be sent"
        /// The host has no address that the request may connect to.
        case barred = "the host's address is a private one"
        /// Something in libcurl itself.
        case other = "libcurl failed"
    }

    /// How far the request came.
    public let reach: Reach
    /// What went wrong.
    public let cause: Cause
    /// libcurl's own words, if it had any; they name hosts and certificates and none of the content.
    public let detail: String

    /// A failure.
    public init(reach: Reach, cause: Cause, detail: String = "") {
        self.reach = reach
        self.cause = cause
        self.detail = detail
    }

    /// The cause and, behind a colon, libcurl's words.
    public var description: String { detail.isEmpty ? cause.rawValue : "\(cause.rawValue): \(detail)" }
}
