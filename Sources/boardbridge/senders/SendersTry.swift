internal import Bridge
internal import Configuration
internal import HTTPClient
internal import Listener
internal import Telemetry
internal import Verification

extension SendersCommand {
    /// `boardbridge senders try`
    @Sendable static func trial(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(
            arguments,
            .init(
                options: ["--config", "--to", "--secret-file"] + PostArguments.options, joined: PostArguments.joined,
                words: 1...2, wordNames: "FORM [FILE]"))
        let configuration = try ConfigurationFolder.load(arguments)
        let name = arguments.words[0]
        guard let form = configuration.forms.first(where: { $0.name == name }) else {
            throw UsageError.unknown("form", name, known: configuration.forms.map(\.name))
        }
        let post = try PostArguments(arguments, file: arguments.words.dropFirst().first).post
        guard !post.content.isEmpty || !post.query.isEmpty else {
            throw UsageError("no post was given: name a FILE, or write it by -d or -F")
        }
        let query = post.query.isEmpty ? "" : "?" + String(decoding: post.query, as: UTF8.self)
        let base = try arguments.value("--to") ?? address(configuration.service)
        // What is signed is the address that the outside writes.
        let outside = (configuration.service.publicURL ?? base) + "/f/\(name)" + query
        let signed = try sign(post.content, for: form, arguments, url: outside)
        let url: EndpointURL
        do throws(EndpointURLError) {
            url = try EndpointURL(exactly: trimmed(base) + "/f/\(name)" + signed.path + query)
        } catch {
            throw UsageError("--to: \(error)")
        }
        let client = try HTTPClient(configuration: HTTPClientConfiguration(userAgent: Version.userAgent))
        let fields = post.fields + [("Content-Type", post.contentType)] + signed.fields
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
            }
            return (200..<300).contains(response.status) ? .good : .failed
        }
    }

    private static func sign(
        _ content: [UInt8], for form: FormSettings, _ arguments: Arguments, url: String
    ) throws -> Verifier.Signed {
        guard var verifier = form.verifier else { return Verifier.Signed(content: content) }
        if let path = arguments.value("--secret-file") {
            var text = String(decoding: try InputFile.read(path), as: UTF8.self)
            while text.last == "\n" || text.last == "\r\n" { text.removeLast() }
            guard let secret = verifier.secretForm.key(text) else {
                throw Failure(
                    "the secret in \(Terminal.visible(path)) is empty, or not \(verifier.secretForm.rawValue)")
            }
            verifier = Verifier(proof: verifier.proof, keys: Keys(secrets: [secret]), networks: verifier.networks)
        }
        do throws(Verifier.Unsignable) {
            let id = "try-\(UInt64.random(in: .min ... .max))"
            return try verifier.sign(content, url: url, now: WallClock.milliseconds(), id: id)
        } catch {
            throw Failure("\(form.name) cannot be tried so: \(error)")
        }
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
