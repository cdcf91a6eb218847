internal import Wire

/// What takes the content of one request as it comes, in the place of the loop's memory: content of any size then takes a bounded room.
///
/// The listener calls it on the loop's thread, in this order: ``begin(_:)``, ``take(_:)`` for each piece, and then ``end()`` or
/// ``abandon()``. None of them may block. What it has to say goes by the inlet.
public protocol ContentSink: AnyObject, Sendable {
    /// Content will come.
    func begin(_ inlet: ContentInlet)
    /// The next bytes. Each piece has to be told of by ``ContentInlet/taken(_:holding:)``: the client waits while too many are not.
    func take(_ bytes: [UInt8])
    /// All has come: the inlet awaits what stands for it.
    func end()
    /// Nothing more comes, and nothing is awaited: the client is gone, or was refused.
    func abandon()
}

/// The way back from a ``ContentSink`` to the loop that has its request; used from any thread.
public struct ContentInlet: Sendable {
    let mailbox: LoopMailbox
    let slot: Int
    let generation: UInt32
    let number: UInt32

    /// So many bytes have been dealt with; `held` bytes are still in memory for it.
    public func taken(_ count: Int, holding held: Int) {
        mailbox.post(.streamed(self, .taken(count, held: held)))
    }

    /// What the handler is to be given as the request's content.
    public func finish(with content: [UInt8]) {
        mailbox.post(.streamed(self, .whole(content)))
    }

    /// The content is not taken: the request is answered so, at once, and nothing more of it is read.
    public func refuse(status: Int, detail: String) {
        mailbox.post(.streamed(self, .refused(status: status, detail: detail)))
    }
}

/// A request whose content a sink takes.
final class StreamedContent {
    /// What a sink has to say.
    enum News: Sendable {
        case taken(Int, held: Int)
        case whole([UInt8])
        case refused(status: Int, detail: String)
    }

    /// So many bytes may be on their way to the sink; then the client waits.
    static let window = 256 * 1024
    /// Below this many it is read from again.
    static let lowWater = 128 * 1024
    /// Content this large may take a second longer, again and again: a limit for every size of it.
    static let sizePerSecond = 128 * 1024

    let sink: any ContentSink
    let number: UInt32
    /// The head that the content belongs to, and the bytes that it refers to.
    let head: RequestHead
    let bytes: [UInt8]
    /// How many bytes are still to come; nil where chunks tell.
    var remaining: Int?
    var chunks: ChunkedDecoder?
    var onTheWay = 0
    var held = 0
    var isWhole = false

    init(
        _ sink: any ContentSink, number: UInt32, head: RequestHead, bytes: [UInt8], remaining: Int?,
        chunks: ChunkedDecoder?
    ) {
        self.sink = sink
        self.number = number
        self.head = head
        self.bytes = bytes
        self.remaining = remaining
        self.chunks = chunks
    }
}
