internal import Configuration
internal import Glibc
internal import Listener
internal import SampleSite
internal import Sandbox
internal import Telemetry

extension Command {
    static let demo = Command(
        name: "demo", summary: "service, sandbox CRM and a sample website, in one process",
        help: """
            Usage: boardbridge demo [--port PORT]

            Everything at once on this machine, to see how it works: the service, a stand-in BoardCRM with its board page, and a small
            website with forms of every kind and a landing page of another origin. Submissions are kept in a temporary folder, which is removed at the end. Ctrl-C ends it.

              --port PORT     the sample website's port; the service, the board and the landing page take the next three (default: 8080).
                              Ports that are taken are replaced by free ones; 0 takes free ones at once.

            Examples:
              boardbridge demo
              boardbridge demo --port 9000
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--port"]))
        let port = try arguments.integer("--port", in: 0...65_532, default: 8080)
        let events = Signals.events()
        let demo = try await Demo(firstPort: port)
        Terminal.out(demo.introduction)
        for await event in events where event == .stop { break }
        await demo.stop()
        Terminal.out("The demo has ended; what it stored is gone.")
        return .good
    }
}

/// The three servers of the demo and their temporary folder.
private struct Demo {
    private let folder: TemporaryFolder
    private let sandbox: Sandbox
    private let site: SampleSite
    private let service: Service

    init(firstPort: Int) async throws {
        let log = Log.standardError(level: .warning)
        folder = try TemporaryFolder(for: "demo")
        do {
            sandbox = try Self.onPort(firstPort, 2) { address in
                try Sandbox(listen: address, accessToken: "sandbox", log: log)
            }
            // The site must name the service and the service the site: the site's port is taken first.
            let intakePort = try FreePort.find(preferring: firstPort == 0 ? 0 : firstPort + 1)
            let intake = "http://127.0.0.1:\(intakePort)"
            let (intakeURL, boardURL) = (intake, sandbox.boardURL)
            let landing = ListenAddress.tcp(
                host: "127.0.0.1", port: try FreePort.find(preferring: firstPort == 0 ? 0 : firstPort + 3))
            site = try Self.onPort(firstPort, 0) { address in
                try SampleSite(listen: address, landing: landing, intakeURL: intakeURL, boardURL: boardURL)
            }
            sandbox.formURL = site.url
            let variables = [
                "DEMO_LISTEN": "127.0.0.1:\(intakePort)", "DEMO_STORE": "sqlite:\(folder.path)/boardbridge.db",
                "DEMO_CRM": sandbox.baseURL, "DEMO_SITE": site.origin, "DEMO_LANDING": site.landingOrigin,
            ]
            let files = [
                "boardbridge.yaml": PackageResources.boardbridge_yaml,
                "forms/contact.yaml": PackageResources.contact_yaml,
                "forms/callback.yaml": PackageResources.callback_yaml,
                "forms/quote.yaml": PackageResources.quote_yaml,
                "forms/apply.yaml": PackageResources.apply_yaml,
                "forms/offer.yaml": PackageResources.offer_yaml,
            ]
            let loading = Configuration.load(files: files, environment: variables)
            guard let configuration = loading.configuration else {
                throw Failure(ConfigurationFolder.describe(loading, "the demo"), status: .wrongConfiguration)
            }
            service = try await Service(configuration, log: log)
        } catch {
            folder.remove()
            throw error
        }
    }

    var introduction: String {
        """

        BoardBridge \(Version.number), the demo

          Sample website    \(site.url)
          Landing page      \(site.landingURL)
          Board (sandbox)   \(sandbox.boardURL)
          Service           http://\(service.addresses[0])

        Open the sample website, fill in one of its forms, and watch the deal appear on the board.

        For your own board: write its token and your forms' rules into a folder like config/, then
          BOARDCRM_ACCESS_TOKEN=… boardbridge serve --config config
        Ctrl-C ends the demo.

        """
    }

    func stop() async {
        await site.stop()
        await service.stop()
        await sandbox.stop()
        folder.remove()
    }

    /// The wanted port, or a free one where that is taken.
    private static func onPort<Server>(_ first: Int, _ offset: Int, _ make: (ListenAddress) throws -> Server) throws
        -> Server
    {
        if first > 0, let server = try? make(.tcp(host: "127.0.0.1", port: first + offset)) { return server }
        do {
            return try make(.tcp(host: "127.0.0.1", port: 0))
        } catch {
            throw Failure("cannot listen on 127.0.0.1: \(error)")
        }
    }
}
