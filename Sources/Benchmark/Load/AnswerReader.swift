/// Finds the end of an answer and tells whether it is the right one. It allocates nothing.
struct AnswerReader: Sendable {
    enum Reading: Equatable {
        /// More has to come.
        case incomplete
        /// A whole answer of so many bytes.
        case right(Int)
        case wrong
    }

    private let expected: ExpectedAnswer
    private let statusLine = Array("HTTP/1.1 200 ".utf8)
    /// In lower case.
    private let lengthName = Array("content-length:".utf8)

    init(_ expected: ExpectedAnswer) { self.expected = expected }

    func read(_ bytes: Span<UInt8>) -> Reading {
        guard begins(bytes, at: 0, with: statusLine) else { return .wrong }
        var length = -1
        var index = statusLine.count
        while index < bytes.count {
            guard bytes[index] == 0x0A else {
                index += 1
                continue
            }
            index += 1
            // An empty line ends the head (RFC 9112, 2.1).
            if index + 1 < bytes.count, bytes[index] == 0x0D, bytes[index + 1] == 0x0A {
                guard length == expected.length else { return .wrong }
                return content(bytes, from: index + 2)
            }
            if index < bytes.count, bytes[index] | 0x20 == lengthName[0], let value = lengthField(bytes, at: index) {
                guard length < 0 else { return .wrong }
                length = value
            }
        }
        return .incomplete
    }

    private func content(_ bytes: Span<UInt8>, from start: Int) -> Reading {
        let end = start + expected.length
        guard bytes.count >= end else { return .incomplete }
        let isRight =
            begins(bytes, at: start, with: expected.beginning)
            && begins(bytes, at: end - expected.end.count, with: expected.end)
        return isRight ? .right(end) : .wrong
    }

    /// The number of a Content-Length line that is here whole.
    private func lengthField(_ bytes: Span<UInt8>, at start: Int) -> Int? {
        guard start + lengthName.count < bytes.count else { return nil }
        for offset in lengthName.indices where bytes[start + offset] | 0x20 != lengthName[offset] | 0x20 { return nil }
        var index = start + lengthName.count
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        var value = 0
        var digits = 0
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, digits < 10 {
            value = value * 10 + Int(bytes[index] - 0x30)
            digits += 1
            index += 1
        }
        return digits > 0 && index < bytes.count && bytes[index] == 0x0D ? value : nil
    }

    /// Whether what is here of `text` is the same; what has not come yet is no difference.
    private func begins(_ bytes: Span<UInt8>, at start: Int, with text: [UInt8]) -> Bool {
        for offset in text.indices {
            guard start + offset < bytes.count else { return true }
            if bytes[start + offset] != text[offset] { return false }
        }
        return true
    }
}
