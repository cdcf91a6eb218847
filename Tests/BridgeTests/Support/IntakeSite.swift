import Bridge
import Configuration
import Files
import Listener
import Outbox
import Spam
import Telemetry
import TestKit
import Testing
import Wire

/// An intake behind a real listener, as a test talks to it.
struct IntakeSite: Sendable {
    let port: Int
    let store: any SubmissionStore
    let settings: IntakeSettings
    /// One for each commit that stored something: the courier's wake-ups.
    let wakeUps: EventList<Void>

    /// One request over a connection of its own.
    func send(
        _ method: String, _ target: String, fields: [String] = [], content: [UInt8]? = nil
    ) async throws -> RawResponse {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if let content { lines.append("Content-Length: \(content.count)") }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (content ?? [])
        return try await converse { client in
            try client.send(request)
            return try client.response(toHead: method == "HEAD")
        }
    }

    /// Posts content to a form.
    func post(
        _ form: String, _ content: String, type: String = urlencodedType, fields: [String] = []
    ) async throws -> RawResponse {
        try await send("POST", "/f/\(form)", fields: [type] + fields, content: Array(content.utf8))
    }

    /// A connection on which a test writes what it likes, off the cooperative pool; returns the response that `body` does.
    func converse(_ body: @escaping @Sendable (RawClient) throws -> RawResponse?) async throws -> RawResponse {
        let port = port
        let response = try await offPool { try body(RawClient(port: port)) }
        return try #require(response, "the connection was closed without an answer")
    }

    /// Everything that is stored, the oldest first.
    func submissions() async throws -> [Submission] {
        var found: [Submission] = []
        for summary in try await store.list(SubmissionFilter(limit: 1000)).reversed() {
            found.append(try #require(try await store.submission(summary.id)))
        }
        return found
    }

    /// The deals of everything that is stored, the oldest first, as JSON without the token.
    func dealTexts() async throws -> [String?] {
        var texts: [String?] = []
        for submission in try await submissions() { texts.append(try submission.dealText) }
        return texts
    }

    /// The one submission that is stored.
    func onlySubmission() async throws -> Submission {
        let all = try await submissions()
        try #require(all.count == 1)
        return all[0]
    }
}

let urlencodedType = "Content-Type: application/x-www-form-urlencoded"
let jsonType = "Content-Type: application/json"
/// What a browser sends along with a form's post.
let acceptsPages = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

/// Runs a body against an intake for these forms, and stops it.
func serving(
    _ files: [String: String] = ["contact": contactForm], store: any SubmissionStore = InMemoryStore(),
    senders: [String: String] = [:], languages: [String: String] = [:], limits: LimitSettings = LimitSettings(),
    publicURL: String? = nil, proxies: TrustedProxies = TrustedProxies(), loops: Int = 1,
    log: Log = .silent, spam: SpamMemory = SpamMemory(), asks: @escaping @Sendable () -> Void = {},
    fetches: @escaping @Sendable () -> Void = {}, recorder: PostRecorder? = nil,
    _ body: (IntakeSite) async throws -> Void
) async throws {
    let configuration = try configuration(files, senders: senders, languages: languages)
    try await serving(
        forms: configuration.forms, store: store, limits: limits, publicURL: publicURL,
        languages: configuration.languages, proxies: proxies, loops: loops, log: log, spam: spam, asks: asks,
        fetches: fetches, recorder: recorder, body)
}

/// The same for forms that were read before.
func serving(
    forms: [FormSettings], store: any SubmissionStore = InMemoryStore(), limits: LimitSettings = LimitSettings(),
    publicURL: String? = nil, languages: [PageLanguage] = [], proxies: TrustedProxies = TrustedProxies(),
    loops: Int = 1, log: Log = .silent, spam: SpamMemory = SpamMemory(), files: FileStore? = nil,
    links: FileLinks? = nil, asks: @escaping @Sendable () -> Void = {},
    fetches: @escaping @Sendable () -> Void = {}, recorder: PostRecorder? = nil,
    _ body: (IntakeSite) async throws -> Void
) async throws {
    let settings = IntakeSettings(forms: forms, limits: limits, publicURL: publicURL, languages: languages)
    let wakeUps = EventList<Void>()
    let shared = Intake.Shared(
        settings: settings, store: store, ids: SubmissionIDSource(), log: log, spam: spam, files: files,
        links: links, asks: asks, fetches: fetches, recorder: recorder
    ) {
        wakeUps.append(())
    }
    var listening = ListenerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
    listening.trustedProxies = proxies
    listening.loops = loops
    let listener = try Listener(configuration: listening, log: log) { Intake(shared, mailbox: $0) }
    guard case .tcp(_, let port) = listener.addresses[0] else { return }
    do {
        try await body(IntakeSite(port: port, store: store, settings: settings, wakeUps: wakeUps))
    } catch {
        await listener.stop(grace: .zero)
        throw error
    }
    await listener.stop(grace: .zero)
}
