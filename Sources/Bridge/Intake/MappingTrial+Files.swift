internal import Files
internal import Outbox
internal import Wire

extension FormFields {
    /// The form with the files of a post that is tried: those that are kept, or as they would be, with an address that leads nowhere.
    func keeping(_ post: MappingTrial.Post, for settings: FileSettings?) -> FormFields {
        let settings = settings ?? FileSettings(.link)
        if !post.files.isEmpty {
            return keeping(post.files, for: settings, post.links?.links, from: post.links?.from ?? .now)
        }
        let address = (post.publicURL ?? "https://leads.example.com") + "/files/example"
        var form = self
        form.keep(
            files.map { file in
                File(
                    filename: file.filename, contentType: file.contentType, size: file.size,
                    url: settings.areKept && !file.filename.isEmpty ? address : nil)
            })
        return form
    }
}
