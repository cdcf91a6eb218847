/// Who is told of the ends of requests that no task waits for: of those that end at one moment together.
public final class HTTPReceiver: Sendable {
    /// What a request is known by.
    public struct Tag: Sendable, Hashable {
        /// Its number.
        public let number: Int
        /// When it was begun, by whatever clock.
        public let begun: Int64

        /// A name of these parts.
        public init(number: Int, begun: Int64) {
            self.number = number
            self.begun = begun
        }
    }

    /// What came of a request.
    public struct Ended: Sendable {
        /// Which it is.
        public let tag: Tag
        /// What ``HTTPClient/send(_:)`` would have answered.
        public let result: Result<HTTPResponse, TransferFailure>
        /// How long it took, from its handing over to libcurl.
        public let taken: Duration
    }

    let told: @Sendable ([Ended]) -> Void

    /// - Parameter told: called on the client's own thread, which all requests wait for meanwhile: it must not wait, nor work for long. It may
    ///   hand over more requests.
    public init(_ told: @escaping @Sendable ([Ended]) -> Void) { self.told = told }
}
