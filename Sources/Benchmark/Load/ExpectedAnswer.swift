/// The one answer that is right: 200, and content of this length that begins and ends like this.
public struct ExpectedAnswer: Sendable {
    let beginning: [UInt8]
    let end: [UInt8]
    let length: Int

    /// An answer with content of `length` bytes.
    public init(beginning: String, end: String = "", length: Int) {
        self.beginning = Array(beginning.utf8)
        self.end = Array(end.utf8)
        self.length = length
    }

    /// A post that was stored: `{"status":"accepted","id":"…"}` with an id of 36 characters.
    public static let accepted = ExpectedAnswer(
        beginning: #"{"status":"accepted","id":""#, end: #""}"#, length: 65)
    /// What `/healthz` says.
    public static let alive = ExpectedAnswer(beginning: "alive\n", length: 6)
}
