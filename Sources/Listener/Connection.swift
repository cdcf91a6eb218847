internal import Wire

/// One connection's state, a value in its loop's table. The loop moves it on; nothing here touches a socket or a clock.
struct Connection {
    /// Where it stands in the life of a request.
    enum Phase {
        /// The slot is free.
        case free
        /// The proxy that connected has not said yet for whom.
        case preface
        /// Between requests, or within a head.
        case head
        /// A head is read, and content of this length is awaited.
        case content(length: Int)
        /// A head is read, and content in chunks is awaited.
        case chunks(ChunkedDecoder)
        /// A sink takes the content.
        case streaming
        /// The sink has all of the content, and what it makes of it is awaited.
        case settling
        /// The handler has the request.
        case answering
        /// The client is gone and its descriptor closed; the handler still has the request, and what that holds counts until it is answered.
        case abandoned
        /// An answer waits for the socket to take it.
        case writing
        /// The answer is written, and so many bytes of unwanted content are thrown away before the next head.
        case discarding(Int)
        /// The answer is written and our side closed; what still comes is thrown away until the client closes too.
        case lingering(Int)
    }

    var descriptor: Int32 = -1
    var generation: UInt32 = 0
    var phase = Phase.free
    var peer = PeerAddress.unix
    var peerText = ""
    var peerIsTrusted = false
    /// Whether a PROXY header came that does not say who is at the other end: whatever stands in ``peer`` is no proxy of ours.
    var isUnnamed = false
    /// Whether it is counted among its client's connections.
    var countsForClient = false
    var parser = RequestHeadParser()
    /// Bytes of a request that is not whole yet; empty as a rule.
    var input: [UInt8] = []
    /// The head that content is awaited for; its ranges refer to ``input``.
    var head = RequestHead()
    /// Content that came in chunks, decoded.
    var decoded: [UInt8] = []
    /// Where the next chunk begins in ``input``.
    var chunkStart = 0
    var requestID = RequestID(value: 0)
    /// Wall clock, milliseconds since 1970.
    var receivedAt: Int64 = 0
    /// Monotonic clock, milliseconds: when the request began, when its content began, and when patience ends.
    var startedAt: Int64 = 0
    var contentStartedAt: Int64 = 0
    /// When the socket first left a part of the answer waiting.
    var answeredAt: Int64 = 0
    var deadline = Int64.max
    /// Content bytes read so far, for the slowest rate that is borne.
    var contentRead = 0
    /// Whether the handler has promised an answer that has not come yet.
    var awaitsAnswer = false
    /// Bytes of a request that the handler keeps until it has answered.
    var heldByHandler = 0
    /// How much of the listener's budget for buffers this connection has taken.
    var charged = 0
    var number: UInt32 = 0
    var isHead = false
    var minorVersion: UInt8 = 1
    /// What the socket has not taken yet.
    var output: [UInt8] = []
    var outputStart = 0
    /// The request whose content a sink takes.
    var stream: StreamedContent?
    /// What follows ``output``: a file, and how much of it is written.
    var file: (file: ResponseFile, sent: Int)?
    var phaseAfterWriting = AfterWriting.nextRequest
    var closesAfterAnswer = false
    /// The client sends no more.
    var inputEnded = false
    /// The client has closed its side: the end is read too, since it is announced once and a short read does not show it.
    var hungUp = false
    /// The socket had more to read when reading stopped.
    var isReadable = false

    /// What follows a response that is wholly written.
    enum AfterWriting {
        case nextRequest
        case discard(Int)
        case linger
        case close
    }

    /// What it holds of requests not answered yet, beyond what the budget knows of; below 0 when it has given some back.
    var uncharged: Int { input.capacity + decoded.capacity + heldByHandler - charged }

    var isIdle: Bool {
        switch phase {
        case .head, .preface: input.isEmpty
        default: false
        }
    }
}
