internal import Listener
internal import Sandbox
internal import Telemetry

extension Command {
    static let sandbox = Command(
        name: "sandbox", summary: "run only the stand-in CRM",
        help: """
            Usage: boardbridge sandbox [--port PORT] [--token TOKEN]

            A stand-in for BoardCRM with a board page, for trying things out and for tests. It forgets everything when it ends.

              --port PORT        where on this machine; 0 takes a free one (default: 8082)
              --token TOKEN      the access token it accepts (default: sandbox)

            Example:
              boardbridge sandbox --port 9000
              BOARDCRM_URL=http://127.0.0.1:9000/api BOARDCRM_ACCESS_TOKEN=sandbox boardbridge serve --config config
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--port", "--token"]))
        let address = ListenAddress.tcp(
            host: "127.0.0.1", port: try arguments.integer("--port", in: 0...65_535, default: 8082))
        guard arguments.value("--token") != "" else { throw UsageError("--token must not be empty") }
        let events = Signals.events()
        let sandbox: Sandbox
        do {
            sandbox = try Sandbox(
                listen: address, accessToken: arguments.value("--token") ?? "sandbox", log: .standardError())
        } catch {
            throw Failure("cannot listen: \(error)")
        }
        Terminal.out("API    \(sandbox.baseURL)\nBoard  \(sandbox.boardURL)")
        for await event in events where event == .stop { break }
        await sandbox.stop()
        return .good
    }
}
