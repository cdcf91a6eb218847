internal import Bridge
internal import Configuration
internal import Outbox

extension InitCommand {
    /// A post that a form recorded, as a sample.
    static func recorded(_ form: String, _ arguments: Arguments) async throws -> MappingTrial.Post {
        let (configuration, loading) = try ConfigurationFolder.keepingStore(arguments)
        let posts = try await RecordsCommand.posts(of: form, configuration)
        if posts.isEmpty, !loading.formNames.contains(form) {
            throw UsageError.unknown("form", Terminal.visible(form), known: loading.formNames)
        }
        let number = arguments.value("--from-record").flatMap { $0.isEmpty ? nil : $0 } ?? "1"
        let post = try RecordsCommand.post(number, of: form, among: posts)
        if post.isCut { Terminal.error("note: of this post only the beginning was kept") }
        Terminal.error("from a post of \(post.receivedAt), answered \(post.status): \(Terminal.visible(post.reason))")
        // What could not be read by its type may be readable by what it is.
        let isRead = (try? MappingTrial.payload(post.content, contentType: post.contentType)) != nil
        let type = isRead ? post.contentType : MappingTrial.guess(post.content)
        if !isRead, type.hasSuffix("urlencoded"), !post.content.contains(UInt8(ascii: "=")) || isMarkup(post.content) {
            throw Failure(
                "that post is neither JSON nor a form (\(Terminal.visible(post.contentType))), and no rule can read it; have its sender post one of them"
            )
        }
        return MappingTrial.Post(content: post.content, contentType: type, query: post.query)
    }

    /// Whether it begins as XML and HTML do.
    static func isMarkup(_ content: [UInt8]) -> Bool {
        content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: "<")
    }
}
