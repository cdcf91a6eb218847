/// What answers the requests of one event loop, on that loop's thread: it must never block.
///
/// Each loop has a handler of its own, so a handler needs no lock for what it keeps.
public protocol RequestHandler {
    /// Looks at a head before its content is read.
    mutating func reception(of request: Request) -> Reception

    /// Answers a whole request, at once or later.
    mutating func respond(to request: consuming Request, as exchange: Exchange) -> Answer

    /// The answer to a request whose head was sound and whose content cannot be taken: too large (413), too slow (408), broken (400), or
    /// no room for it (503). Whoever gives one has told of it in the log. Nil leaves both to the listener.
    mutating func refusal(of request: Request, status: Int, detail: String) -> Response?

    /// Everything that one round of the loop brought has been handed over: work for a whole round is done here.
    mutating func roundEnded()
}

extension RequestHandler {
    /// The listener's own answer.
    public func refusal(of request: Request, status: Int, detail: String) -> Response? { nil }

    /// Nothing to do at the end of a round.
    public func roundEnded() {}
}

/// What becomes of a request whose head has been read.
public enum Reception: Sendable {
    /// Its content is read, up to so many bytes; more is answered with 413.
    case content(limit: Int)
    /// Its content goes to a sink as it comes, up to so many bytes; what the sink makes of it is what the request has in the end.
    case stream(limit: Int, any ContentSink)
    /// It is answered now; its content is not wanted.
    case answer(Response)
}

/// An answer, or the promise of one.
public enum Answer: Sendable {
    case now(Response)
    /// It comes by ``LoopMailbox/deliver(_:)``, from any thread. Until then so many bytes are kept for it, as far as they are more than the
    /// request's own.
    case later(keeping: Int = 0)
    /// There is none: the connection is closed without a word.
    case hangUp
}

/// Names the request that an answer belongs to. A stale one, whose connection is gone, is dropped.
public struct Exchange: Sendable, Hashable {
    let slot: UInt32
    let generation: UInt32
    let number: UInt32
}
