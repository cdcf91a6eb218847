import BoardCRM
import Bridge
import Mapping

/// Reads all files of a configuration, so that all complaints are told at once.
struct ConfigurationReader {
    let sources: SourceFiles
    let environment: [String: String]
    let log: ComplaintLog

    /// The settings; nil when the main file has none. Complaints are in `log`.
    ///
    /// - Parameter parts: set to what each form's settings were made of: paths by its name.
    func read(parts: inout [String: Set<String>]) -> Configuration? {
        for (path, failure) in sources.failures { complain(failure.message, of: path) }
        if sources.failures[sources.folder] != nil { return nil }
        let senders = readSenders()
        let languages = readLanguages()
        let service = readService()
        // Where the service's own settings are broken, forms are read by themselves.
        let forms = readForms(
            senders, languages: languages.map(\.tag), largestBody: service?.limits.largestBody ?? .max,
            reference: service?.crm.reference, knowsPublicURL: service.map { $0.publicURL != nil } ?? true, &parts)
        guard let service else { return nil }
        return Configuration(
            service: service, forms: forms, senders: senders.values.map(\.preset).sorted { $0.name < $1.name },
            languages: languages)
    }

    private func readService() -> ServiceSettings? {
        guard sources.contents["boardbridge.yaml"] != nil else {
            if sources.failures["boardbridge.yaml"] == nil {
                complain("no such file or folder", of: "boardbridge.yaml")
            }
            return nil
        }
        return root(of: "boardbridge.yaml").flatMap {
            ServiceReader(
                folder: sources.folder, isOpenToAll: sources.isOpenToAll("boardbridge.yaml"), log: log
            ).settings(in: $0)
        }
    }

    private func readSenders() -> [String: SenderFile] {
        var senders: [String: SenderFile] = [:]
        for (name, bytes) in SenderPreset.builtInFiles {
            let path = "senders/\(name).yaml"
            if sources.contents[path] != nil { continue }
            senders[name] = root(of: path, bytes).flatMap { SenderReader(log: log).file(named: name, in: $0) }
        }
        for (name, path) in named("senders", "a sender") {
            let file = root(of: path).flatMap { SenderReader(log: log).file(named: name, in: $0) }
            warnOfOldCopy(of: name, path, file)
            // A broken preset still has a name: its forms are not told that there is none.
            senders[name] =
                file
                ?? SenderFile(
                    preset: SenderPreset(name: name, accepts: [], onInvalid: .refuse, respond: .json), isBroken: true)
        }
        return senders
    }

    /// A preset that was copied once is not the program's own any more when that has learnt more.
    private func warnOfOldCopy(of name: String, _ path: String, _ file: SenderFile?) {
        guard let own = SenderPreset.builtInFiles[name], let file, sources.contents[path] != own,
            let known = SenderSummary(name: name, file: own), known.description == file.preset.description
        else { return }
        log.warn(
            "this takes the place of the program's own \(name), which says something else; take the file away if it is an old copy, "
                + "or give yours another description", at: Place(file: path, line: 1, column: 1))
    }

    /// The program's own, changed by the files of their names, and those that files add: what those leave out is English.
    private func readLanguages() -> [PageLanguage] {
        var languages: [String: PageLanguage] = [:]
        let reader = LanguageReader(log: log)
        for (tag, bytes) in PageLanguage.builtInFiles {
            languages[tag] = root(of: "languages/\(tag).yaml", bytes).flatMap {
                reader.language(tag: tag, in: $0, fallback: nil)
            }
        }
        let english = languages["en"]
        for (tag, path) in named("languages", "a language") {
            let language = root(of: path).flatMap {
                reader.language(tag: tag, in: $0, fallback: languages[tag] ?? english)
            }
            // A broken one still has a name: forms are not told that there is none.
            languages[tag] = language ?? languages[tag] ?? PageLanguage(tag: tag, texts: [:])
        }
        return languages.values.sorted { $0.tag < $1.tag }
    }

    private func readForms(
        _ senders: [String: SenderFile], languages: [String], largestBody: Int, reference: Alias?,
        knowsPublicURL: Bool, _ formParts: inout [String: Set<String>]
    ) -> [FormSettings] {
        let files = named("forms", "a form")
        let inheritance = Inheritance(names: parts + files.map { $0.name + ".yaml" }, log: log) { root(of: $0) }
        defer { complainOfParts(inheritance) }
        if files.isEmpty, !sources.failures.keys.contains(where: { $0.hasPrefix("forms") }),
            !sources.contents.keys.contains(where: { $0.hasPrefix("forms/") })
        {
            complain("there is no form; write one, such as forms/contact.yaml", of: "forms")
        }
        var forms: [FormSettings] = []
        for (name, path) in files {
            let root = inheritance.whole(path)
            formParts[name] = inheritance.parts[path]
            let reader = FormReader(
                senders: senders, languages: languages, largestBody: largestBody, reference: reference,
                knowsPublicURL: knowsPublicURL, readFile: sources.readSecret, log: log)
            if let root, let form = reader.form(named: name, in: root) { forms.append(form) }
        }
        return forms
    }

    /// The files in `forms/` that are no forms, and are there for forms to extend: their names begin with `_`.
    private var parts: [String] {
        sources.contents.keys.filter { $0.hasPrefix("forms/_") && $0.hasSuffix(".yaml") }
            .map { String($0.dropFirst("forms/".count)) }.sorted()
    }

    private func complainOfParts(_ inheritance: Inheritance) {
        for path in parts.map({ "forms/\($0)" }) where !inheritance.extended.contains(path) {
            // What is wrong with it as YAML is told all the same.
            if root(of: path) != nil {
                log.warn(
                    "no form extends this file; one whose name begins with '_' is no form itself",
                    at: Place(file: path, line: 1, column: 1))
            }
        }
    }

    /// The files of a folder with the names that they stand for, in alphabetical order.
    private func named(_ folder: String, _ what: String) -> [(name: String, path: String)] {
        sources.contents.keys.sorted().compactMap { path in
            guard path.hasPrefix(folder + "/") else { return nil }
            let file = path.dropFirst(folder.utf8.count + 1)
            guard file.hasSuffix(".yaml") else {
                if file.hasSuffix(".yml") {
                    let twin = folder + "/" + file.dropLast(4) + ".yaml"
                    let hint =
                        sources.contents[twin] == nil ? "end its name in .yaml" : "\(twin) is, so remove this one"
                    complain("files that end in .yml are not read; \(hint)", of: path)
                }
                return nil
            }
            if folder == "forms", file.hasPrefix("_") { return nil }
            let name = file.dropLast(5)
            let lower = folder + "/" + name.lowercased() + ".yaml"
            if lower != path, sources.contents[lower] != nil {
                complain("this has the same name as \(lower) but for capital letters; remove one", of: path)
                return nil
            }
            guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(\.isNameByte) else {
                complain("\(what) is named by its file, and a name is 1 to 64 of a-z, 0-9, _ and -", of: path)
                return nil
            }
            return (String(name), path)
        }
    }

    /// The tree of a file, substitutions made; nil, with complaints, when it has none.
    private func root(of path: String, _ builtIn: [UInt8]? = nil) -> Node? {
        guard let bytes = builtIn ?? sources.contents[path] else { return nil }
        guard bytes.count <= SourceFiles.maximumSize else {
            complain("this file is larger than 1MiB", of: path)
            return nil
        }
        let (root, complaints) = NodeComposer.compose(bytes, file: path)
        log.add(complaints)
        guard let root else {
            if complaints.isEmpty { complain("this file is empty", of: path) }
            return nil
        }
        return Substitution(
            environment: environment, readFile: sources.readSecret, isOpenToAll: sources.isOpenToAll, log: log
        ).apply(to: root)
    }

    private func complain(_ message: String, of path: String) {
        log.add(message, at: Place(file: path, line: 1, column: 1))
    }
}

extension UInt8 {
    /// Whether it may stand in a form's or a sender's name.
    fileprivate var isNameByte: Bool {
        isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "-")
    }
}
