internal import Outbox
internal import Wire

/// An alarm as an Internet message (RFC 5322), in ASCII, its lines ended by CR LF and no longer than 998 bytes.
struct MailText {
    let message: AlarmMessage
    /// Names the service that it comes from.
    let service: String
    let from: String
    let to: [String]
    /// Unique for each message: letters, digits, points and hyphens.
    let id: String

    /// The message, header and body.
    var bytes: [UInt8] {
        // RFC 3834, section 5: an answering machine does not answer to this.
        let header = [
            "Date: \(message.at.mailDate)", "From: BoardBridge <\(from)>", "To: \(to.joined(separator: ",\r\n "))",
            "Subject: \(Self.encoded(message.subject))", "Message-ID: <\(id)@\(domain)>",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let text = message.lines(of: service).map { $0 + "\r\n" }.joined()
        let body = Self.base64(Array(text.utf8))
        return Array((header.joined(separator: "\r\n") + "\r\n\r\n" + Self.folded(body)).utf8)
    }

    private var domain: Substring { from.split(separator: "@").last ?? "localhost" }

    /// A header's text: as it is where it is short, printable ASCII, and else in encoded words (RFC 2047) of at most 75 characters. A line
    /// break in it can so never begin a header of its own.
    static func encoded(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        if isPlain, text.utf8.count <= 900 { return text }
        var words: [String] = []
        var piece: [UInt8] = []
        for character in text {
            // Whole characters only (section 5), 45 bytes of them make 60 of base64.
            if piece.count + character.utf8.count > 45 {
                words.append("=?utf-8?B?\(base64(piece))?=")
                piece = []
            }
            piece += character.utf8.prefix(45)
        }
        words.append("=?utf-8?B?\(base64(piece))?=")
        return words.joined(separator: "\r\n ")
    }

    private static func folded(_ text: String) -> String {
        var lines = ""
        var rest = text[...]
        while !rest.isEmpty {
            lines += rest.prefix(76) + "\r\n"
            rest = rest.dropFirst(76)
        }
        return lines
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.standard.encode(bytes), as: UTF8.self)
    }
}

extension Timestamp {
    /// `Sun, 1 Mar 2026 09:30:00 +0000` (RFC 5322, section 3.3).
    var mailDate: String {
        let text = description
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        let weekday = weekdays[Int((days % 7 + 7) % 7)]
        let month = Int(text.dropFirst(5).prefix(2)).map { months[$0 - 1] } ?? ""
        let day = Int(text.dropFirst(8).prefix(2)) ?? 0
        return "\(weekday), \(day) \(month) \(text.prefix(4)) \(text.dropFirst(11).prefix(8)) +0000"
    }
}
