internal import Alarms
internal import Bridge
internal import Configuration
internal import Outbox
internal import Wire

extension Command {
    static let alertTest = Command(
        name: "alert-test", summary: "send a test message to everyone under alerts",
        help: """
            Usage: boardbridge alert-test [--config DIR] [--json]

            Sends one message, marked as a test, to each webhook and e-mail server under `alerts` in boardbridge.yaml, once, and tells what
            came of it, in the order of the file. The service need not run.

            \(ConfigurationFolder.optionHelp)
              --json          one JSON object a line for each

            Ends with status 0 when everyone took it, and with 1 when not, or when there is nobody.

            Example:
              boardbridge alert-test --config config
            """
    ) { arguments in
        let arguments = try Arguments(arguments, .init(options: ["--config"], flags: ["--json"]))
        let settings = try ConfigurationFolder.load(arguments).service
        guard !settings.alerts.targets.isEmpty else {
            throw Failure(
                "nobody would be told: `alerts` in boardbridge.yaml is empty; config/boardbridge.yaml shows how to write it"
            )
        }
        let senders = try AlarmSenders(userAgent: Version.userAgent, service: settings.serviceName)
        let message = AlarmMessage(.test, [], at: .now)
        var isGood = true
        for (index, target) in settings.alerts.targets.enumerated() {
            var failure: AlarmSendingFailure?
            do {
                failure = await (try senders.sender(of: target)).send(message)
            } catch {
                failure = AlarmSendingFailure("\(error)")
            }
            if failure != nil { isGood = false }
            if arguments.has("--json") {
                tellJSON(index + 1, target, failure)
            } else if let failure {
                Terminal.error("\(index + 1). \(target.title): \(Terminal.visible(failure.words))")
            } else {
                Terminal.out("\(index + 1). \(target.title): taken")
            }
        }
        await senders.close()
        return isGood ? .good : .failed
    }

    private static func tellJSON(_ number: Int, _ target: AlertTarget, _ failure: AlarmSendingFailure?) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("number")
        writer.number(text: "\(number)")
        writer.key("target")
        writer.string(target.title)
        writer.key("taken")
        writer.boolean(failure == nil)
        if let failure {
            writer.key("reason")
            writer.string(failure.words)
        }
        writer.endObject()
        Terminal.out(writer.bytes)
    }
}
