internal import Configuration
internal import Glibc
internal import Mapping

/// Finds and reads the configuration, and tells all that is wrong with it.
enum ConfigurationFolder {
    static let optionHelp = "  --config DIR    the configuration's folder (default: config/, then /etc/boardbridge)"

    /// The folder that was asked for, or the first default that is there.
    static func path(_ arguments: Arguments) -> String {
        if let path = arguments.value("--config") { return path }
        return exists("config/boardbridge.yaml") ? "config" : "/etc/boardbridge"
    }

    /// Reads the folder; a configuration with anything wrong in it ends the command with status 78.
    static func load(_ arguments: Arguments) throws -> Configuration { try soundLoading(arguments).configuration }

    /// The same, with the warnings.
    ///
    /// - Parameters:
    ///   - form: the only form that is asked for, by its name or its sender's: then others may be wrong, which is said and does no harm.
    ///   - text: what stands for each variable that is not set; nil where that is an error.
    static func soundLoading(
        _ arguments: Arguments, trying form: String? = nil, unset text: String? = nil
    ) throws -> (configuration: Configuration, loading: Configuration.Loading) {
        let (loading, folder) = try read(arguments, trying: form, unset: text)
        guard let configuration = loading.configuration else {
            if let form, let configuration = loading.configuration(trying: form) {
                // Where a text stands for what is not set, what does not fit other forms says nothing.
                if text == nil { Terminal.error("note: \(unusable(loading)); this form can be tried") }
                return (configuration, loading)
            }
            throw Failure(describe(loading, folder), status: .wrongConfiguration)
        }
        return (configuration, loading)
    }

    /// The configuration for whoever looks after the store: what is wrong with anything else is said and does no harm.
    static func keepingStore(
        _ arguments: Arguments
    ) throws -> (configuration: Configuration, loading: Configuration.Loading) {
        let (loading, folder) = try read(arguments)
        if let configuration = loading.configuration { return (configuration, loading) }
        guard let configuration = loading.keepingStore else {
            throw Failure(describe(loading, folder), status: .wrongConfiguration)
        }
        Terminal.error("note: \(unusable(loading))")
        return (configuration, loading)
    }

    private static func unusable(_ loading: Configuration.Loading) -> String {
        let files = Set(loading.complaints.map(\.place.file)).sorted()
        let shown = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? " and \(files.count - 3) more" : "")
        return "\(shown) cannot be used as \(files.count == 1 ? "it is" : "they are"), which boardbridge check explains"
    }

    private static func read(
        _ arguments: Arguments, trying form: String? = nil, unset text: String? = nil
    ) throws -> (loading: Configuration.Loading, folder: String) {
        let folder = path(arguments)
        if arguments.value("--config") == nil, !exists(folder + "/boardbridge.yaml") {
            let hint =
                exists("boardbridge.yaml")
                ? "for the one in this folder, --config ." : "name its folder with --config"
            throw Failure(
                "no configuration: neither config/boardbridge.yaml here nor \(folder)/boardbridge.yaml; \(hint)",
                status: .wrongConfiguration)
        }
        let environment = ProcessEnvironment.read()
        var loading = Configuration.load(directory: folder, environment: environment)
        if let text {
            // Where that fits nothing that is asked for, what fits most forms does.
            for word in [text, String(repeating: "0", count: 32)] {
                if loading.configuration != nil || form.flatMap({ loading.configuration(trying: $0) }) != nil { break }
                let names = loading.files.values.flatMap(variables)
                let others = Dictionary(names.map { ($0, word) }) { first, _ in first }
                loading = Configuration.load(directory: folder, environment: others.merging(environment) { $1 })
            }
        }
        return (loading, folder)
    }

    /// The names in `${NAME}`.
    private static func variables(in file: [UInt8]) -> [String] {
        String(decoding: file, as: UTF8.self).split(separator: "${").dropFirst().compactMap { rest in
            rest.firstIndex(of: "}").map { String(rest[..<$0]) }
        }
    }

    static func describe(_ loading: Configuration.Loading, _ folder: String) -> String {
        let count = loading.complaints.count
        let title = "the configuration in \(folder) is wrong in \(count) place\(count == 1 ? "" : "s"):"
        return title + "\n" + lines((loading.complaints + loading.warnings).inOrder, of: loading)
    }

    /// Complaints, one a line; each with its line of the file for a person.
    static func lines(_ complaints: [Complaint], of loading: Configuration.Loading) -> String {
        guard Terminal.isInteractive else { return complaints.map(\.description).joined(separator: "\n") }
        // What writes it ends the line.
        return String(ComplaintText(files: loading.files, inColour: true).text(complaints).dropLast())
    }

    private static func exists(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
}
