import Foundation
import TestKit

/// What every answer owes, whatever it answers.
struct AnswerCheck {
    /// What is wrong with it.
    private(set) var faults: [String] = []

    private let answer: RawResponse
    private let isToHead: Bool
    private let lines: [String]

    init(_ answer: RawResponse, isToHead: Bool) {
        self.answer = answer
        self.isToHead = isToHead
        lines = answer.head.components(separatedBy: "\r\n")
        statusLine()
        fieldLines()
        date()
        length()
        connection()
        expect(answer.status != 405 || answer.field("allow")?.isEmpty == false, "no Allow (RFC 9110, 15.5.6)")
    }

    /// RFC 9112, 4.
    private mutating func statusLine() {
        let words = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        expect(words.count == 3 && words[0] == "HTTP/1.1" && !words[2].isEmpty, "status line: \(lines[0])")
    }

    /// RFC 9112, 5: a token, a colon, and no control character.
    private mutating func fieldLines() {
        let token = CharacterSet(charactersIn: "!#$%&'*+-.^_`|~").union(.alphanumerics)
        for line in lines.dropFirst() where !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            let isSound =
                parts.count == 2 && parts[0].unicodeScalars.allSatisfy(token.contains)
                && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            expect(isSound, "field line: \(line)")
        }
    }

    /// RFC 9110, 6.6.1 and 5.6.7: one Date, an IMF-fixdate, of now.
    private mutating func date() {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let values = values(of: "date")
        guard values.count == 1, let date = format.date(from: values[0]), format.string(from: date) == values[0] else {
            faults.append("Date: \(values)")
            return
        }
        expect(abs(date.timeIntervalSinceNow) < 120, "Date is not of now: \(values[0])")
    }

    /// RFC 9110, 8.6; RFC 9112, 6.3: one exact length, or none where there can be no content.
    private mutating func length() {
        expect(values(of: "transfer-encoding").isEmpty, "a transfer coding")
        let lengths = values(of: "content-length")
        if answer.status == 204 || answer.status == 304 {
            expect(lengths.isEmpty && answer.content.isEmpty, "content of \(answer.status)")
            return
        }
        let isOneNumber = lengths.count == 1 && lengths[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
        expect(isOneNumber, "Content-Length: \(lengths)")
        expect(isToHead || lengths.first == "\(answer.content.count)", "Content-Length: \(lengths), not exact")
        expect(answer.content.isEmpty || values(of: "content-type").count == 1, "content of no type")
    }

    /// RFC 9112, 9.3 and 9.6: `close`, or `keep-alive` for HTTP/1.0, or nothing.
    private mutating func connection() {
        let values = values(of: "connection")
        expect(values.isEmpty || values == ["close"] || values == ["keep-alive"], "Connection: \(values)")
    }

    private mutating func expect(_ isRight: Bool, _ fault: String) {
        if !isRight { faults.append(fault) }
    }

    private func values(of name: String) -> [String] {
        lines.dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { return nil }
            return parts[1].trimmingCharacters(in: .whitespaces)
        }
    }
}
