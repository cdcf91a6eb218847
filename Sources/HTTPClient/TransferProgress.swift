/// How far one transfer has come, as a value: what was sent of its content and what came of its answer.
///
/// libcurl sends a POST again on a fresh connection, by itself, when a kept connection dies before the first byte of an answer
/// (`Curl_retry_request` in lib/transfer.c). For a deal that means two deals. So a request begins once: from then on it counts as sent, and
/// a second beginning is refused.
struct TransferProgress {
    /// The longest content of an answer.
    let answerLimit: Int
    /// The content of the answer so far.
    private(set) var answer: [UInt8] = []
    /// The header section of the answer so far, without its status line; interim answers (1xx) and trailers are left out.
    private(set) var header: [UInt8] = []

    private var hasBegun = false
    private var isHeaderComplete = false
    private static let headerLimit = 64 << 10
    /// Room that most headers fit into.
    private static let usualHeader = 512

    init(answerLimit: Int) {
        self.answerLimit = answerLimit
    }

    /// Whether libcurl was let send: head and content go out as one, so that the server may act on either.
    var reach: TransferFailure.Reach { hasBegun ? .uncertain : .neverSent }

    /// The request is sent on the connection that now stands. Once only.
    mutating func begin() { hasBegun = true }

    /// Takes a piece of the answer's content; false when the answer grows over the limit.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard answer.count + bytes.count <= answerLimit else { return false }
        unsafe answer.append(contentsOf: bytes)
        return true
    }

    /// Takes a line of the answer's header; false when the header grows over 64 KiB.
    mutating func receive(headerLine: UnsafeRawBufferPointer) -> Bool {
        if unsafe isStatusLine(headerLine) {
            header.removeAll(keepingCapacity: true)
            header.reserveCapacity(TransferProgress.usualHeader)
            isHeaderComplete = false
            return true
        }
        guard !isHeaderComplete else { return true }
        guard header.count + headerLine.count <= TransferProgress.headerLimit else { return false }
        isHeaderComplete = unsafe isEnd(headerLine)
        if !isHeaderComplete { unsafe header.append(contentsOf: headerLine) }
        return true
    }

    private func isStatusLine(_ line: UnsafeRawBufferPointer) -> Bool {
        // As a rule the first byte tells.
        unsafe line.first == UInt8(ascii: "H") && line.starts(with: "HTTP/".utf8)
    }

    private func isEnd(_ line: UnsafeRawBufferPointer) -> Bool {
        unsafe line.count <= 2 && (line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8))
    }
}
