internal import Listener
internal import Sandbox
internal import Telemetry

extension Command {
    static let sandbox = Command(
        name: "sandbox", summary: "run only the stand-in CRM",
        help: """
            Usage: boardbridge sandbox [--listen ADDRESS] [--token TOKEN]

            A stand-in for BoardCRM with a board page, for trying things out and for tests. It forgets everything when it ends.

              --listen ADDRESS   where (default: 127.0.0.1:8082)
              --token TOKEN      the access token it accepts (default: sandbox)

            Example:
              boardbridge sandbox --listen 127.0.0.1:9000
              BOARDCRM_URL=http://127.0.0.1:9000/api BOARDCRM_ACCESS_TOKEN=sandbox boardbridge serve --config config
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--listen", "--token"]))
        let text = arguments.value("--listen") ?? "127.0.0.1:8082"
        guard let address = ListenAddress(text) else {
            throw UsageError("--listen takes ADDRESS:PORT or unix:PATH, not '\(text)'")
        }
        let events = Signals.events()
        let sandbox: Sandbox
        do {
            sandbox = try Sandbox(listen: address, accessToken: arguments.value("--token") ?? "sandbox", log: .standardError())
        } catch {
            throw Failure("cannot listen: \(error)")
        }
        Terminal.out("API    \(sandbox.baseURL)\nBoard  \(sandbox.boardURL)")
        for await event in events where event == .stop { break }
        await sandbox.stop()
        return .good
    }
}
