internal import Configuration
internal import Outbox

extension Command {
    static let records = Command(
        name: "records", summary: "the posts that forms record, since no rule of theirs fits",
        help: """
            Usage: boardbridge records [FORM] [--json] [--config DIR]
                   boardbridge records FORM NUMBER [--json] [--config DIR]

            A form with `record: 20` keeps the last 20 posts that cannot be read, or that its rules do not fit, with all their headers; what
            may be secret in those is masked and shows its shape alone: sha256=[64 characters]. Lists them, newest first; with a number,
            shows that one. They are kept as long as discarded submissions are, and `submissions erase` finds a person in them.

              --json          one JSON object a line
            \(ConfigurationFolder.optionHelp)

            Examples:
              boardbridge records webhook
              boardbridge records webhook 1
              boardbridge init webhook --from-record --force
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments, .init(options: ["--config"], flags: ["--json"], words: 0...2, wordNames: "FORM NUMBER"))
        let form = arguments.words.first
        let (configuration, loading) = try ConfigurationFolder.keepingStore(arguments)
        let posts = try await RecordsCommand.posts(of: form, configuration)
        if let form, posts.isEmpty, !loading.formNames.contains(form) {
            throw UsageError.unknown("form", Terminal.visible(form), known: loading.formNames)
        }
        if arguments.words.count > 1 {
            let post = try RecordsCommand.post(arguments.words[1], of: form ?? "", among: posts)
            Terminal.out(arguments.has("--json") ? RecordText.json(post) : RecordText.page(post))
            return .good
        }
        for (index, post) in posts.enumerated() {
            Terminal.out(arguments.has("--json") ? RecordText.json(post) : RecordText.line(index + 1, post))
        }
        if posts.isEmpty, !arguments.has("--json") {
            Terminal.error("nothing is recorded; write record: 20 into the form's file and have something posted")
        }
        return .good
    }
}

/// Finds recorded posts.
enum RecordsCommand {
    /// Those of a form, or of all, newest first.
    static func posts(of form: String?, _ configuration: Configuration) async throws -> [RecordedPost] {
        try await SubmissionsCommand.withStore(configuration) { store in try await store.recordedPosts(of: form) }
    }

    /// The one of a number, 1 for the newest.
    static func post(_ number: String, of form: String, among posts: [RecordedPost]) throws -> RecordedPost {
        guard let place = Int(number), place >= 1 else {
            throw UsageError("'\(Terminal.visible(number))' is no number of a recorded post: 1 is the newest")
        }
        guard place <= posts.count else {
            throw Failure(
                posts.isEmpty
                    ? "nothing is recorded of the form \(Terminal.visible(form)); write record: 20 into its file and have something posted"
                    : "\(posts.count) are recorded of the form \(Terminal.visible(form))")
        }
        return posts[place - 1]
    }
}
