internal import Bridge
internal import Configuration
internal import HTTPClient
internal import Listener
internal import Outbox
internal import Telemetry
internal import Verification
internal import Wire

extension SendersCommand {
    /// `boardbridge senders try`
    @Sendable static func trial(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(
                options: ["--config", "--to", "--secret", "--secret-file", "--private-key", "--body"]
                    + PostArguments.options,
                joined: PostArguments.joined, words: 1...2, wordNames: "FORM [FILE]"))
        let secret = try TrialSecret(arguments)
        let (form, service) = try TrialForm.find(arguments, secret)
        let name = form.name
        let post = try PostArguments(
            arguments, file: arguments.words.dropFirst().first ?? arguments.value("--body"), readsJSON: true
        ).post
        guard !post.content.isEmpty || !post.query.isEmpty else {
            throw UsageError("no post was given: name a FILE, or write it by -d or -F")
        }
        let query = post.query.isEmpty ? "" : "?" + String(decoding: post.query, as: UTF8.self)
        let base = try arguments.value("--to") ?? address(service)
        // What is signed is the address that the outside writes.
        let outside = (service.publicURL ?? base) + "/f/\(name)" + query
        let signed = try sign(post.content, for: form, secret, url: outside)
        let url: EndpointURL
        do throws(EndpointURLError) {
            url = try EndpointURL(exactly: trimmed(base) + "/f/\(name)" + signed.path + query)
        } catch {
            throw UsageError("--to: \(error)")
        }
        let client = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: Version.userAgent))
        let fields = post.fields + [("Content-Type", signed.contentType ?? post.contentType)] + signed.fields
        let result = await client.post(
            HTTPRequest(
                url: url, fields: fields.compactMap { HTTPField(name: $0.name, value: $0.value) },
                content: signed.content))
        await client.close()
        switch result {
        case .failure(let failure): throw Failure("no answer from \(Terminal.visible(base)): \(failure)")
        case .success(let response):
            let content = String(decoding: response.content.prefix(2000), as: UTF8.self)
            Terminal.out(Terminal.visible("\(response.status) \(content)"))
            if response.status == 401 {
                Terminal.error("the service's log says what was missing or wrong")
            } else if let id = identifier(in: response.content) {
                Terminal.error("what became of it: boardbridge submissions show \(id)")
            }
            return (200..<300).contains(response.status) ? .good : .failed
        }
    }

    private static func sign(
        _ content: [UInt8], for form: FormSettings, _ secret: TrialSecret, url: String
    ) throws -> Verifier.Signed {
        guard let own = form.verifier else { return Verifier.Signed(content: content) }
        let verifier = try secret.put(to: own)
        do throws(Verifier.Unsignable) {
            let id = "try-\(UInt64.random(in: .min ... .max))"
            return try verifier.sign(
                content, url: url, now: WallClock.milliseconds(), id: id, privateKey: secret.privateKey)
        } catch {
            throw Failure("\(form.name) cannot be tried so: \(error)")
        }
    }

    /// The id that an answer tells.
    private static func identifier(in content: [UInt8]) -> SubmissionID? {
        (try? JSONDocument.parse(content))?.root["id"]?.string.flatMap { SubmissionID($0) }
    }

    /// The first address of the service that a request can be sent to.
    private static func address(_ service: ServiceSettings) throws -> String {
        for point in service.listen where !point.proxyProtocol {
            guard case .tcp(let host, let port) = point.address, port != 0 else { continue }
            let reached = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
            return "http://\(reached.contains(":") ? "[\(reached)]" : reached):\(port)"
        }
        throw UsageError("the service listens at no address of its own: say --to URL")
    }

    private static func trimmed(_ base: String) -> String { base.hasSuffix("/") ? String(base.dropLast()) : base }
}
