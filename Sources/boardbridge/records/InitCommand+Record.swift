internal import Bridge
internal import Configuration
internal import Outbox

extension InitCommand {
    /// A post that a form recorded, as a sample.
    static func recorded(_ form: String, _ arguments: Arguments) async throws -> MappingTrial.Post {
        let posts = try await RecordsCommand.posts(of: form, try ConfigurationFolder.load(arguments))
        let number = arguments.value("--from-record").flatMap { $0.isEmpty ? nil : $0 } ?? "1"
        let post = try RecordsCommand.post(number, of: form, among: posts)
        if post.isCut { Terminal.error("note: of this post only the beginning was kept") }
        Terminal.error("from a post of \(post.receivedAt), answered \(post.status): \(Terminal.visible(post.reason))")
        // What could not be read by its type may be readable by what it is.
        let isRead = (try? MappingTrial.payload(post.content, contentType: post.contentType)) != nil
        return MappingTrial.Post(
            content: post.content, contentType: isRead ? post.contentType : MappingTrial.guess(post.content),
            query: post.query)
    }
}
