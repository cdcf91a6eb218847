public import Bridge
public import Mapping

/// All that the files of one folder say: the service, its forms and the presets of senders.
public struct Configuration: Sendable {
    /// What `boardbridge.yaml` says.
    public var service: ServiceSettings
    /// The forms, by name in alphabetical order; those that are not enabled too.
    public var forms: [FormSettings]
    /// The senders' presets, by name in alphabetical order: the program's own, and those of `senders/`.
    public var senders: [SenderPreset]
    /// What pages can be written in, by tag in alphabetical order: the program's own languages, and those of `languages/`.
    public var languages: [PageLanguage]

    /// What came of reading a configuration.
    public struct Loading: Sendable, CustomStringConvertible {
        /// The settings; nil when there is any complaint.
        public let configuration: Configuration?
        /// All that is wrong in all files, by file, line and column.
        public let complaints: [Complaint]
        /// What can be used and is most likely not meant, in the same order.
        public let warnings: [Complaint]
        /// The files' content by the names that complaints give, for `ComplaintText`.
        public let files: [String: [UInt8]]

        /// How many files and complaints; never what the files hold, where a token may stand.
        public var description: String { "\(files.count) files, \(complaints.count) complaints" }
    }

    /// Reads `boardbridge.yaml`, `forms/*.yaml`, `senders/*.yaml` and `languages/*.yaml` in `directory`, each at most 1 MiB. Blocks on the
    /// disk: not for the cooperative pool while requests are served.
    /// - Parameters:
    ///   - directory: the configuration's folder, where relative paths in the settings start.
    ///   - environment: what `${NAME}` finds.
    public static func load(directory: String, environment: [String: String]) -> Loading {
        load(SourceFiles(folder: directory), environment: environment)
    }

    /// Reads files that are already at hand, without touching a disk.
    /// - Parameters:
    ///   - files: content by path: `boardbridge.yaml`, `forms/contact.yaml`; `${file:PATH}` finds its file here too.
    ///   - environment: what `${NAME}` finds.
    ///   - directory: where relative paths in the settings start; the working directory when empty.
    public static func load(
        files: [String: [UInt8]], environment: [String: String] = [:], directory: String = ""
    ) -> Loading {
        load(SourceFiles(contents: files, folder: directory), environment: environment)
    }

    private static func load(_ sources: SourceFiles, environment: [String: String]) -> Loading {
        let log = ComplaintLog()
        let reader = ConfigurationReader(sources: sources, environment: environment, log: log)
        let configuration = reader.read()
        let complaints = log.errors
        return Loading(
            configuration: complaints.isEmpty ? configuration : nil, complaints: complaints, warnings: log.warnings,
            files: sources.contents)
    }
}
