internal import Bridge
internal import Configuration
internal import Glibc

/// The senders' files, the configuration's before the program's own.
struct SenderTexts {
    /// What each file says, by the sender's name.
    let files: [String: [UInt8]]

    /// Reads them; a configuration is only looked for where one was named or is there, and need not be sound.
    init(_ arguments: Arguments) throws {
        var files = SenderPreset.builtInFiles
        let folder = ConfigurationFolder.path(arguments)
        let loading = Configuration.load(directory: folder, environment: [:])
        if arguments.value("--config") != nil, loading.files.isEmpty {
            throw Failure("\(Terminal.visible(folder)) has no configuration", status: .wrongConfiguration)
        }
        for (path, bytes) in loading.files where path.hasPrefix("senders/") && path.hasSuffix(".yaml") {
            files[String(path.dropFirst("senders/".count).dropLast(".yaml".count))] = bytes
        }
        self.files = files
    }

    var names: [String] { files.keys.sorted() }
}
