public import Alarms
public import BoardCRM
public import Listener
public import Outbox

/// What `boardbridge.yaml` says.
public struct ServiceSettings: Sendable {
    /// Where requests are taken, at least one; `127.0.0.1:8080` by default.
    public var listen = [ListenPoint(.tcp(host: "127.0.0.1", port: 8080))]
    /// Whose word on the client's address is taken, and in which field; this machine's, in `X-Forwarded-For`, by default.
    public var trustedProxies = TrustedProxies.loopback
    /// How the outside reaches this service, without a slash at its end (`https://leads.example.com`); nil when not said.
    public var publicURL: String?
    /// Where submissions are kept.
    public var store: StoreLocation
    /// The board and its token.
    public var crm: CRMSettings
    /// When a failed attempt is made again.
    public var retry = RetryPolicy.standard
    /// How long submissions are kept, by state.
    public var retention = Retention.standard
    /// How much and how long.
    public var limits = LimitSettings()
    /// Whom to alarm, and of what.
    public var alerts = AlertSettings()
    /// What the server signs with; nil for a key that it makes for itself, beside the store.
    public var signingKey: Secret?
    /// How events are told.
    public var log = LogSettings()
    /// Event loops, 1 to 64; nil for as many as the machine asks for.
    public var loops: Int?

    /// The defaults, with this store and this board.
    public init(store: StoreLocation, crm: CRMSettings) {
        self.store = store
        self.crm = crm
    }
}
