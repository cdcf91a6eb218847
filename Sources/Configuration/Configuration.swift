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
        /// The settings without the forms that are wrong.
        private let sound: Configuration?
        /// The same where boardbridge.yaml is wrong, and says all the same where the store is.
        private let kept: Configuration?
        /// The files that each form's settings were made of.
        private let parts: [String: Set<String>]

        fileprivate init(
            _ sound: Configuration?, keeping kept: Configuration?, _ log: ComplaintLog, files: [String: [UInt8]],
            parts: [String: Set<String>]
        ) {
            self.kept = kept
            (complaints, warnings) = log.told
            configuration = complaints.isEmpty ? sound : nil
            self.files = files
            self.sound = sound
            self.parts = parts
        }

        /// Settings for whoever tries one form: also where other forms are wrong, which are not among them then. nil where anything is
        /// wrong that concerns this one.
        /// - Parameter form: its name, or its sender's.
        public func configuration(trying form: String) -> Configuration? {
            let wrong = Set(complaints.map(\.place.file))
            let isElsewhere = { (file: String) in ["forms/", "senders/", "languages/"].contains { file.hasPrefix($0) } }
            guard let sound, wrong.allSatisfy(isElsewhere) else { return nil }
            let usable = withoutWrongForms(sound)
            return usable.forms.contains { $0.name == form || $0.sender.name == form } ? usable : nil
        }

        /// Settings for whoever looks after the store: forms that are wrong are not among them, and a token that is missing is empty. nil
        /// where it is not said which store it is.
        public var keepingStore: Configuration? { kept.map(withoutWrongForms) }

        /// Every form's name that there is a file for, in alphabetical order, whatever that is worth.
        public var formNames: [String] {
            files.keys.filter { $0.hasPrefix("forms/") && $0.hasSuffix(".yaml") }.map { $0.dropFirst(6).dropLast(5) }
                .filter { !$0.hasPrefix("_") }.map(String.init).sorted()
        }

        private func withoutWrongForms(_ configuration: Configuration) -> Configuration {
            let wrong = Set(complaints.map(\.place.file))
            var usable = configuration
            usable.forms.removeAll { form in
                parts[form.name]?.isDisjoint(with: wrong) != true || wrong.contains("senders/\(form.sender.name).yaml")
            }
            return usable
        }

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
        var parts: [String: Set<String>] = [:]
        var keeping: Configuration?
        let sound = reader.read(parts: &parts, keeping: &keeping)
        return Loading(sound, keeping: keeping, log, files: sources.contents, parts: parts)
    }
}
