internal import Bridge
internal import Configuration
internal import Drafting
internal import Glibc
internal import Wire

extension Command {
    static let initForm = Command(
        name: "init", summary: "write a first form file from a sample of what will be posted",
        help: """
            Usage: boardbridge init FORM [--sample FILE] [--column ID] [--force] [-o FILE] [--config DIR]
                   boardbridge init FORM -d NAME=VALUE … | -F NAME=VALUE …
                   boardbridge init FORM --from-record[=NUMBER]

            Writes forms/FORM.yaml for a real post: names, e-mail addresses, phone numbers, messages and companies are found by their
            names (in eleven languages, and some words of Japanese, Chinese and Korean) and by their look, and a service that has a
            preset (Typeform, Tally, Tilda, …) by what it posts; what is left goes behind the deal's description, a line each. Each rule
            was tried on the sample, and its comment shows the value that it saw. Without --sample and -d, the sample is read from
            standard input.

              --sample FILE   what was posted: JSON, or a urlencoded or multipart form
              --from-record   the sample is the newest post that the form records (`record: 20`), or that of a number in
                              `boardbridge records FORM`; where the form's file is there already, the draft is only shown
              --column ID     the id of the board's column that deals go into; without it the file has a 0, which `check` complains about
              --force         write over a file that is there; what it says beside its rules (who may post, spam, limits, …)
                              stays
              -o FILE         write there; - is standard output (default: forms/FORM.yaml in the configuration's folder)
            \(ConfigurationFolder.optionHelp)
            \(PostArguments.help)

            Examples:
              boardbridge init webhook --sample sample.json --column 1287
              boardbridge init contact -d 'full_name=Ada Lovelace' -d email=ada@example.com -o -
              boardbridge submissions show ID --json | jq -r .content | boardbridge init again
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments,
            .init(
                options: ["--config", "--sample", "--column", "-o", "--from-record"] + PostArguments.options,
                joined: PostArguments.joined,
                flags: ["--force", "--from-record"], words: 1...1, wordNames: "FORM"))
        let name = arguments.words[0]
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(InitCommand.isNameByte) else {
            throw UsageError("a form is named by 1 to 64 of a-z, 0-9, _ and -, not '\(name)'")
        }
        let column = try arguments.integer("--column", in: 1...Int.max, default: 0)
        let isRecorded = arguments.has("--from-record")
        let post =
            isRecorded
            ? try await InitCommand.recorded(name, arguments)
            : try PostArguments(arguments, file: arguments.value("--sample")).post
        let payload: Payload
        do throws(MappingTrial.Unreadable) {
            payload = try MappingTrial.payload(post.content, contentType: post.contentType)
        } catch {
            throw Failure("the sample cannot be read: \(Terminal.visible(error.message))")
        }
        if let charset = InitCommand.unreadCharset(of: payload) { throw Failure(charset) }
        var options = Draft.Options(form: name, columnID: column > 0 ? Int64(column) : nil)
        options.senders = InitCommand.senders
        let draft = Draft(of: payload, options)
        if draft.isNotice { throw Failure(InitCommand.notice(of: draft, for: name)) }
        let output = arguments.value("-o") ?? ConfigurationFolder.path(arguments) + "/forms/\(name).yaml"
        let isOnlyShown =
            isRecorded && arguments.value("-o") == nil && !arguments.has("--force") && InputFile.isThere(output)
        if isOnlyShown {
            Terminal.error("\(output) is there: take from this draft what you need, or --force writes over it")
        }
        if output == "-" || isOnlyShown {
            Terminal.out(Array(draft.text.utf8.dropLast()))
            return .good
        }
        let old = arguments.has("--force") && InputFile.isThere(output) ? try InputFile.read(output) : nil
        let carried = old.map { FormCarryOver(draft.text, over: String(decoding: $0, as: UTF8.self)) }
        try InitCommand.write(carried?.text ?? draft.text, to: output, replacing: arguments.has("--force"))
        Terminal.error("wrote \(output)")
        if let carried, !carried.keys.isEmpty {
            Terminal.error("as they were in the file before: \(carried.keys.joined(separator: ", "))")
        }
        if let carried, !carried.left.isEmpty {
            Terminal.error("in the file before, and not in this one: \(carried.left.joined(separator: ", "))")
        }
        if let variable = draft.secretVariable {
            Terminal.error("next: set \(variable) to the secret that \(draft.sender ?? "the sender") shows")
        }
        if column == 0, carried?.keys.contains("column_id") != true {
            Terminal.error("next: write your column's id into it, in the place of the 0")
        }
        Terminal.error("then: boardbridge check, and boardbridge map \(name) with a post of your own")
        return .good
    }
}

/// Writes a draft to its file.
enum InitCommand {
    /// The presets that come with the program.
    static var senders: [KnownSender] {
        SenderPreset.builtInFiles.compactMap { name, bytes in
            SenderSummary(name: name, file: bytes).map {
                KnownSender(
                    name: name, shortcuts: $0.shortcuts, marks: $0.marks, within: $0.within,
                    needsSecret: $0.needsSecret, isNotice: $0.isNotice)
            }
        }
    }

    /// Why a sample's letters cannot be read; nil where they can.
    static func unreadCharset(of payload: Payload) -> String? {
        guard case .fields(let fields) = payload else { return nil }
        let holdsBroken = { (text: String) in text.unicodeScalars.contains("\u{FFFD}") }
        guard fields.entries.contains(where: { holdsBroken(fields.name(of: $0)) || holdsBroken(fields.value(of: $0)) })
        else {
            return nil
        }
        return
            "the sample is no UTF-8, and its letters cannot be read; --content-type 'application/x-www-form-urlencoded; "
            + "charset=windows-1251' says what it is in, and a page sends UTF-8 where its form says accept-charset=\"utf-8\""
    }

    /// What to do with a sample that only tells of a submission.
    static func notice(of draft: Draft, for form: String) -> String {
        let sender = draft.sender ?? "its sender"
        return """
            this is only a notice of \(sender): it has an id, and what the visitor wrote is fetched. Nothing was written; a form for it says:

              sender: \(sender)
              verify: { secret: "${\(draft.secretVariable ?? "SENDER_SECRET")}" }
              fetch: { token: "${FETCH_TOKEN}" }
              column_id: 1287
              lead: { name: answers.full_name, email: answers.email }    # answers by the question's name; all of it is under `fetched`

            `boardbridge map \(form) NOTICE --fetched ANSWER` tries it with what the address answers
            """
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A file that is there is kept, unless it is to be replaced.
    static func write(_ text: String, to path: String, replacing: Bool) throws {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacing ? O_TRUNC : O_EXCL)
        let descriptor = unsafe open(path, flags, 0o644)
        guard descriptor >= 0 else {
            switch errno {
            case EEXIST: throw Failure("\(path) is there already; --force writes over it, -o - shows the draft instead")
            case ENOENT:
                throw Failure("there is no folder for \(path); make it, or name the configuration with --config")
            default: throw Failure("cannot write \(path): \(unsafe String(cString: strerror(errno)))")
            }
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            // because write reads the array only for the length of the call.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure("cannot write \(path): \(unsafe String(cString: strerror(errno)))") }
            written += count
        }
    }
}
