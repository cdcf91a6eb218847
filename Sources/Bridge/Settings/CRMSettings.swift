public import BoardCRM
public import Mapping

/// The board that deals are made on, and how it is called.
public struct CRMSettings: Sendable {
    /// The API's base without a slash at its end: `https`, or `http` when the host is this machine.
    /// `https://api.boardcrm.io/api` by default.
    public var url = Self.defaultURL
    /// The board's token; never empty.
    public var accessToken: Secret
    /// Where the token is written, for complaints about the board as a whole.
    public var place = Place(file: "boardbridge.yaml", line: 1, column: 1)
    /// How a request's body is written; JSON by default.
    public var format = BodyFormat.json
    /// The most calls at one time: 1 to 256, 8 by default.
    public var inFlight = 8
    /// The most calls a second, 0.01 to 10,000; nil for any number.
    public var rate: Double?
    /// The board's field that carries a submission's id, so that its deal can be found; nil where none does.
    public var reference: Alias?
    /// Where that is written.
    public var referencePlace: Place?
    /// What becomes of a submission when looking does not tell whether its deal was made; it is held by default.
    public var uncertain = UncertainPolicy.hold
    /// How long after a call's end a deal may still appear on the board: 0 to 1 h, 30 s by default.
    public var settling = Self.defaultSettling
    /// For the name, the connection and TLS together: 100 ms to 5 min, 5 s by default.
    public var connectTime = Self.defaultConnectTime
    /// For a whole call: 100 ms to 10 min, at least `connectTime`, 30 s by default.
    public var totalTime = Self.defaultTotalTime

    /// The defaults, with this token.
    public init(accessToken: Secret) { self.accessToken = accessToken }

    /// BoardCRM's own address (the vendor's page).
    public static let defaultURL = "https://api.boardcrm.io/api"
    /// 5 s.
    public static let defaultConnectTime = Duration.seconds(5)
    /// 30 s.
    public static let defaultTotalTime = Duration.seconds(30)
    /// 30 s.
    public static let defaultSettling = Duration.seconds(30)
}
