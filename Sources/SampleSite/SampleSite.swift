public import Listener
import Synchronization
public import Telemetry

/// The demo's sample website: a page with a contact form whose posts go to the bridge, and a page that says thank you.
///
/// It keeps nothing and needs no script. `stop()` has to be awaited before it is let go.
public final class SampleSite: Sendable {
    /// Where it listens, with the port that was given for port 0.
    public let address: ListenAddress
    private let listener: Listener
    private let pages: SitePages

    /// Listens at once.
    ///
    /// - Parameter listen: a TCP address; port 0 lets the system choose.
    /// - Parameter intakeURL: where the bridge is, without `/f/contact`: `http://127.0.0.1:8080`. It may be set later, by ``intakeURL``.
    /// - Parameter boardURL: the page where the deal appears.
    public init(
        listen: ListenAddress, intakeURL: String, boardURL: String, log: Log = .silent
    ) throws(SystemError) {
        let pages = SitePages(intakeURL: intakeURL, boardURL: boardURL)
        let configuration = ListenerConfiguration(addresses: [listen])
        let listener = try Listener(configuration: configuration, log: log) { _ in SiteHandler(pages: pages) }
        self.pages = pages
        self.listener = listener
        address = listener.addresses.first ?? listen
    }

    /// The first page's address: `http://127.0.0.1:8083/`.
    public var url: String { "\(origin)/" }

    /// The address of the page that says thank you, for a form's `respond.success`.
    public var thanksURL: String { "\(origin)/thanks" }

    /// The site's origin (RFC 6454), for a form's `origins`: `http://127.0.0.1:8083`.
    public var origin: String { "http://\(address)" }

    /// Where the form is posted to, without `/f/contact`. Bridge and website need each other's address, so that one is told afterwards.
    public var intakeURL: String {
        get { pages.intakeURL }
        set { pages.intakeURL = newValue }
    }

    /// Takes no more connections and returns when those that are open are done, after at most `grace`.
    public func stop(grace: Duration = .seconds(2)) async {
        await listener.stop(grace: grace)
    }
}
