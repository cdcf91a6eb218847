internal import Telemetry
internal import Wire

/// Writes responses into one buffer that a loop keeps: status line, Date, the handler's fields, length, content.
struct ResponseWriter {
    private(set) var bytes: [UInt8] = []
    private var date: [UInt8] = []
    private var okAndDate: [UInt8] = []
    private var dateSecond: Int64 = -1
    /// The last answer of 200: its field lines, and all that stands before its id. Nearly every answer shares both with the one before.
    private var lastFields: [UInt8] = []
    private var lastBeginning: [UInt8] = []
    /// The last answer that stood ready, as it was written: the next one like it differs from it by two words.
    private(set) var ready: [UInt8] = []
    private var lastReady: ReadyAnswer?
    private var readyPlaces = (id: 0, uuid: 0)

    static let `continue` = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Replaces the buffer by a response; the buffer's storage is kept from one to the next.
    /// - Parameter size: how many bytes of content follow what is written here.
    mutating func write(
        _ response: Response, id: RequestID, isHead: Bool, closes: Bool, minorVersion: Int, now: Int64,
        behind size: Int = 0
    ) {
        bytes.removeAll(keepingCapacity: true)
        renewDate(now)
        if response.status == 200 {
            // Arrays that share their storage are equal at a look.
            if lastBeginning.isEmpty || lastFields != response.fieldLines {
                lastFields = response.fieldLines
                lastBeginning = okAndDate + lastFields + Self.requestID
            }
            bytes.append(contentsOf: lastBeginning)
        } else {
            bytes.append(contentsOf: Self.version)
            bytes.append(digitsOf: response.status, width: 3)
            bytes.append(0x20)
            bytes.append(contentsOf: Response.reason(response.status).description.utf8)
            bytes.append(0x0D)
            bytes.append(0x0A)
            bytes.append(contentsOf: date)
            bytes.append(contentsOf: response.fieldLines)
            bytes.append(contentsOf: Self.requestID)
        }
        id.append(to: &bytes)
        if closes {
            bytes.append(contentsOf: Self.connectionClose)
        } else if minorVersion == 0 {
            bytes.append(contentsOf: Self.connectionKeepAlive)
        }
        // RFC 9110, 8.6: no Content-Length with 204 and 304.
        if response.status != 204, response.status != 304 {
            bytes.append(contentsOf: Self.contentLength)
            bytes.append(digitsOf: response.content.count + size)
        }
        bytes.append(contentsOf: Self.end)
        if !isHead { bytes.append(contentsOf: response.content) }
    }

    /// Replaces ``ready`` by an answer of HTTP/1.1 after which the connection goes on.
    mutating func write(_ answer: ReadyAnswer, high: UInt64, low: UInt64, id: RequestID, now: Int64) {
        renewDate(now)
        if lastReady !== answer { prepare(answer) }
        let places = readyPlaces
        var text = ready.mutableSpan
        id.write(over: &text, at: places.id)
        UUIDText.write(high: high, low: low, over: &text, at: places.uuid)
    }

    private mutating func prepare(_ answer: ReadyAnswer) {
        lastReady = answer
        ready = okAndDate + answer.fieldLines + Self.requestID
        readyPlaces.id = ready.count
        ready.append(contentsOf: repeatElement(0, count: Base32Text.count))
        ready += Self.contentLength
        ready.append(digitsOf: answer.count)
        ready += Self.end + answer.beginning
        readyPlaces.uuid = ready.count
        ready.append(contentsOf: repeatElement(0, count: UUIDText.count))
        ready += answer.end
    }

    private static let version = Array("HTTP/1.1 ".utf8)
    private static let ok = Array("HTTP/1.1 200 OK\r\n".utf8)
    private static let requestID = Array("X-Request-Id: ".utf8)
    private static let connectionClose = Array("\r\nConnection: close".utf8)
    private static let connectionKeepAlive = Array("\r\nConnection: keep-alive".utf8)
    private static let contentLength = Array("\r\nContent-Length: ".utf8)
    private static let end = Array("\r\n\r\n".utf8)

    /// IMF-fixdate (RFC 9110, 5.6.7), made anew once a second, with the status line that most answers have.
    private mutating func renewDate(_ now: Int64) {
        let second = now / 1000
        guard second != dateSecond else { return }
        dateSecond = second
        date = Self.dateField(CivilTime(millisecondsSince1970: now))
        okAndDate = Self.ok + date
        lastBeginning = []
        lastReady = nil
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
}
