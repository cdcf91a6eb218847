/// How far one transfer has come, as a value: what was sent of its content and what came of its answer.
///
/// libcurl sends a POST again on a fresh connection, by itself, when a kept connection dies before the first byte of an answer
/// (`Curl_retry_request` in lib/transfer.c). For a deal that means two deals. So the content is handed out once: a second beginning is refused
/// as soon as any of it was taken.
struct TransferProgress {
    /// The length of the request's content.
    let contentLength: Int
    /// The longest content of an answer.
    let answerLimit: Int
    /// The content of the answer so far.
    private(set) var answer: [UInt8] = []
    /// The header section of the answer so far, without its status line; interim answers (1xx) and trailers are left out.
    private(set) var header: [UInt8] = []

    private var taken = 0
    private var hasBegun = false
    private var isHeaderComplete = false
    private static let headerLimit = 64 << 10

    init(contentLength: Int, answerLimit: Int) {
        self.contentLength = contentLength
        self.answerLimit = answerLimit
    }

    /// Whether anything that the server may act on was handed to libcurl's send: a byte of the content or, of a request without content, its head.
    var reach: TransferFailure.Reach {
        taken > 0 || (contentLength == 0 && hasBegun) ? .uncertain : .neverSent
    }

    /// Whether the request may be sent on the connection that now stands: the first time, and again while nothing counts as sent.
    mutating func mayBegin() -> Bool {
        guard reach == .neverSent else { return false }
        hasBegun = true
        return true
    }

    /// The next part of the content to be sent, at most `room` bytes.
    mutating func take(upTo room: Int) -> Range<Int> {
        let part = taken..<min(contentLength, taken + room)
        taken = part.upperBound
        return part
    }

    /// Takes a piece of the answer's content; false when the answer grows over the limit.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard answer.count + bytes.count <= answerLimit else { return false }
        unsafe answer.append(contentsOf: bytes)
        return true
    }

    /// Takes a line of the answer's header; false when the header grows over 64 KiB.
    mutating func receive(headerLine: UnsafeRawBufferPointer) -> Bool {
        if unsafe headerLine.starts(with: "HTTP/".utf8) {
            header.removeAll(keepingCapacity: true)
            isHeaderComplete = false
            return true
        }
        guard !isHeaderComplete else { return true }
        guard header.count + headerLine.count <= TransferProgress.headerLimit else { return false }
        isHeaderComplete = unsafe headerLine.elementsEqual("\r\n".utf8) || headerLine.elementsEqual("\n".utf8)
        if !isHeaderComplete { unsafe header.append(contentsOf: headerLine) }
        return true
    }
}
