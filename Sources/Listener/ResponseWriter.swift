internal import Telemetry

/// Writes responses into one buffer that a loop keeps: status line, Date, the handler's fields, length, content.
struct ResponseWriter {
    private(set) var bytes: [UInt8] = []
    private var date: [UInt8] = []
    private var dateSecond: Int64 = -1

    static let `continue` = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Replaces the buffer by a response; the buffer's storage is kept from one to the next.
    mutating func write(
        _ response: Response, id: RequestID, isHead: Bool, closes: Bool, minorVersion: Int, now: Int64
    ) {
        bytes.removeAll(keepingCapacity: true)
        if response.status == 200 {
            append("HTTP/1.1 200 OK\r\n")
        } else {
            append("HTTP/1.1 ")
            bytes.append(digitsOf: response.status, width: 3)
            bytes.append(0x20)
            bytes.append(contentsOf: Response.reason(response.status).description.utf8)
            append("\r\n")
        }
        appendDate(now)
        bytes.append(contentsOf: response.fieldLines)
        append("X-Request-Id: ")
        id.append(to: &bytes)
        if closes {
            append("\r\nConnection: close")
        } else if minorVersion == 0 {
            append("\r\nConnection: keep-alive")
        }
        // RFC 9110, 8.6: no Content-Length with 204 and 304.
        if response.status != 204, response.status != 304 {
            append("\r\nContent-Length: ")
            bytes.append(digitsOf: response.content.count)
        }
        append("\r\n\r\n")
        if !isHead { bytes.append(contentsOf: response.content) }
    }

    /// IMF-fixdate (RFC 9110, 5.6.7), made anew once a second.
    private mutating func appendDate(_ now: Int64) {
        let second = now / 1000
        if second != dateSecond {
            dateSecond = second
            date = Self.dateField(CivilTime(millisecondsSince1970: now))
        }
        bytes.append(contentsOf: date)
    }

    static func dateField(_ time: CivilTime) -> [UInt8] {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var line = Array("Date: \(days[time.weekday]), ".utf8)
        line.append(digitsOf: time.day, width: 2)
        line.append(contentsOf: " \(months[time.month - 1]) ".utf8)
        line.append(digitsOf: time.year, width: 4)
        line.append(0x20)
        line.append(digitsOf: time.hour, width: 2)
        line.append(0x3A)
        line.append(digitsOf: time.minute, width: 2)
        line.append(0x3A)
        line.append(digitsOf: time.second, width: 2)
        line.append(contentsOf: " GMT\r\n".utf8)
        return line
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
