import TestKit

/// A configuration's folder and the store beside it, for services that come and go.
final class ServiceFolder: Sendable {
    static let token = "integration-token"

    let scratch: ScratchFolder
    let configuration: String

    /// Writes boardbridge.yaml and the forms `contact` and `webhook`.
    ///
    /// - Parameters:
    ///   - unix: it listens on a UNIX socket in its folder, and on no port.
    ///   - schedule: `retry.schedule`; ``patience`` unless set.
    ///   - more: further lines of boardbridge.yaml.
    init(
        crm: String, token: String = ServiceFolder.token, unix: Bool = false, schedule: String = "", more: String = ""
    ) throws {
        scratch = try ScratchFolder("service")
        configuration = scratch.path + "/config"
        try scratch.write(
            """
            listen: \(unix ? "unix:\(scratch.path)/http.sock" : "127.0.0.1:0")
            store: sqlite:\(scratch.path)/boardbridge.db
            crm: { url: "\(crm)", access_token: "${CRM_TOKEN:-\(token)}", in_flight: 4, timeouts: { connect: 2s, total: 4s }, settling: 200ms }
            retry: { schedule: [\(schedule.isEmpty ? Self.patience : schedule)] }
            log: { format: json }
            \(more)
            """, to: "config/boardbridge.yaml")
        try write(form: "contact", Self.contact)
        try write(form: "webhook", Self.webhook)
    }

    func write(form name: String, _ text: String) throws {
        try scratch.write(text, to: "config/forms/\(name).yaml")
    }

    /// Pauses of milliseconds, for two minutes in all: tests have no time for more, and must not run out of attempts.
    static let patience = (Array(repeating: "20ms", count: 20) + Array(repeating: "250ms", count: 480))
        .joined(separator: ", ")

    static let contact = """
        sender: browser
        origins: [https://www.example.com]
        respond: { success: https://www.example.com/thanks }
        column_id: { from: topic, choices: { sales: 1287, jobs: 1290 }, default: 1287 }
        lead:
          name:  { from: [full_name, name], transform: [trim, squeeze], required: true }
          email: { from: email, type: email }
          phone: { from: phone, type: phone, region: DE }
        fields:
          title:       { template: "Website: {topic}" }
          description: { from: message, max_length: 2000 }
          budget:      { from: budget, type: integer }
          source:      { value: website }
          reference:   { from: cv }
        deadline: { from: call_me_at, type: datetime, zone: Europe/Berlin }
        limits: { body: 256KiB }
        dedupe: false
        """

    static let webhook = """
        sender: json
        column_id: 1290
        lead:
          name:  { from: person.name, required: true }
          email: { from: "answers[field.ref=mail].email", type: email }
        fields:
          title:      { template: "Webhook {event_id}" }
          price:      { from: amount, type: number }
          newsletter: { from: subscribe, type: boolean }
        """

    /// Runs the program on this configuration.
    func run(
        _ arguments: String..., environment: [String: String] = [:], input: String = ""
    ) async throws -> CommandResult {
        try await Program.run(arguments + ["--config", configuration], environment: environment, input: input)
    }
}
