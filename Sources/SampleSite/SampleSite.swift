public import Listener
import Synchronization
public import Telemetry

/// The demo's sample websites: a workshop with forms of every kind whose posts go to the bridge, and a landing page of another origin.
///
/// They keep nothing. `stop()` has to be awaited before this is let go.
public final class SampleSite: Sendable {
    /// Where the website listens, with the port that was given for port 0.
    public let address: ListenAddress
    /// Where the landing page does.
    public let landingAddress: ListenAddress
    private let listener: Listener
    private let landingListener: Listener
    private let pages: SitePages

    /// Listens at once.
    ///
    /// - Parameter listen: a TCP address for the website; port 0 lets the system choose.
    /// - Parameter landing: the same for the landing page.
    /// - Parameter intakeURL: where the bridge is, without `/f/contact`: `http://127.0.0.1:8080`. It may be set later, by ``intakeURL``.
    /// - Parameter boardURL: the page where the deal appears.
    public init(
        listen: ListenAddress, landing: ListenAddress = .tcp(host: "127.0.0.1", port: 0), intakeURL: String,
        boardURL: String, log: Log = .silent
    ) throws(SystemError) {
        let pages = SitePages(SitePages.Links(intake: intakeURL, board: boardURL))
        self.pages = pages
        listener = try Listener(configuration: ListenerConfiguration(addresses: [listen]), log: log) { _ in
            SiteHandler(pages: pages, of: .shop)
        }
        landingListener = try Listener(configuration: ListenerConfiguration(addresses: [landing]), log: log) { _ in
            SiteHandler(pages: pages, of: .landing)
        }
        address = listener.addresses.first ?? listen
        landingAddress = landingListener.addresses.first ?? landing
        tell(site: url, landing: landingURL)
    }

    /// The first page's address: `http://127.0.0.1:8083/`.
    public var url: String { "\(origin)/" }

    /// The landing page's address.
    public var landingURL: String { "\(landingOrigin)/" }

    /// The landing page's origin.
    public var landingOrigin: String { "http://\(landingAddress)" }

    /// The address of the page that says thank you, for a form's `respond.success`.
    public var thanksURL: String { "\(origin)/thanks" }

    /// The website's origin (RFC 6454), for a form's `origins`: `http://127.0.0.1:8083`.
    public var origin: String { "http://\(address)" }

    /// Where forms are posted to, without `/f/contact`. Bridge and website need each other's address, so that one is told afterwards.
    public var intakeURL: String {
        get { pages.links.intake }
        set { pages.links.intake = newValue }
    }

    /// Tells the two websites each other's address, as the outside knows it.
    public func tell(site: String, landing: String) {
        (pages.links.site, pages.links.landing) = (site, landing)
    }

    /// Takes no more connections and returns when those that are open are done, after at most `grace`.
    public func stop(grace: Duration = .seconds(2)) async {
        await listener.stop(grace: grace)
        await landingListener.stop(grace: grace)
    }
}
