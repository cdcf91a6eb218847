internal import Configuration
internal import Wire

extension SendersCommand {
    /// `boardbridge senders list`
    @Sendable static func list(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, .init(options: ["--config"], flags: ["--json"]))
        let texts = try SenderTexts(arguments)
        let senders = texts.names.compactMap { name in
            texts.files[name].flatMap { SenderSummary(name: name, file: $0) }
        }
        if arguments.has("--json") {
            for sender in senders { Terminal.out(json(of: sender)) }
            return .good
        }
        let width = senders.map(\.name.count).max() ?? 0
        for sender in senders {
            let name = sender.name + String(repeating: " ", count: width - sender.name.count + 2)
            Terminal.out(
                Terminal.visible("\(name)\(sender.description): \(sender.proof ?? "shows nothing of its own")"))
        }
        return .good
    }

    /// `boardbridge senders show`
    @Sendable static func show(_ arguments: [String]) async throws -> ExitStatus {
        let arguments = try Arguments(arguments, .init(options: ["--config"], words: 1...1, wordNames: "SENDER"))
        let texts = try SenderTexts(arguments)
        guard let file = texts.files[arguments.words[0]] else {
            throw UsageError.unknown("sender", arguments.words[0], known: texts.names)
        }
        var text = String(decoding: file, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            Terminal.out(Terminal.visible(String(line)))
        }
        return .good
    }

    private static func json(of sender: SenderSummary) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string(sender.name)
        writer.key("description")
        writer.string(sender.description)
        if let proof = sender.proof {
            writer.key("verify")
            writer.string(proof)
        }
        if let handshake = sender.handshake {
            writer.key("handshake")
            writer.string(handshake)
        }
        writer.endObject()
        return writer.bytes
    }
}
