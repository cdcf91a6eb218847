internal import Listener
internal import Mapping
internal import Outbox
internal import Verification
internal import Wire

/// What a form with `record` keeps of posts that its rules do not fit, or that cannot be read. Never of strangers.
extension Intake {
    /// Of a longer content only its beginning is kept.
    private static let longestContent = 256 << 10

    /// Keeps a post for whoever writes the form's rules.
    func record(_ request: Request, for form: IntakeForm, status: Int, _ reason: String) {
        guard let most = form.settings.record, let recorder = shared.recorder else { return }
        let receivedAt = Timestamp(milliseconds: request.receivedAt)
        guard recorder.hasRoom(for: form.settings.name, at: receivedAt) else { return }
        recorder.note(
            RecordedPost(
                requestID: request.id.description, form: form.settings.name, receivedAt: receivedAt, status: status,
                reason: reason, headers: Self.maskedHeaders(of: request, for: form),
                query: request.head.query.map { Array(MaskedValue.query(request.text($0)).utf8) } ?? [],
                contentType: request.text(of: .contentType) ?? "", content: content(of: request, for: form),
                contentSize: request.contentRange.count), most: most)
    }

    /// The same for one that was read: where something does not fit, or the form's rules read nothing yet, so that every post is of a shape
    /// that is not known.
    func record(_ post: Post, _ problems: [Problem]) {
        if !problems.isEmpty {
            let isRefused = post.form.settings.onInvalid == .refuse && !problems.contains(where: \.isOurs)
            record(post.request, for: post.form, status: isRefused ? 422 : 200, ProblemList.reason(problems))
        } else if !post.form.settings.mapping.readsPost {
            record(post.request, for: post.form, status: 200, "no rule of the form reads anything of it yet")
        }
    }

    /// The content's beginning, without the secret that may stand in it.
    private func content(of request: Request, for form: IntakeForm) -> [UInt8] {
        let content = request.contentBytes[request.contentRange]
        guard case .field(let name) = form.settings.verifier?.proof else {
            return Array(content.prefix(Self.longestContent))
        }
        guard let description = try? PayloadReader.describe(request, for: form.settings.sender),
            let covered = CoveredField.cover(name, in: Array(content), as: description, limits: limits)
        else { return [] }
        return Array(covered.prefix(Self.longestContent))
    }

    private static func maskedHeaders(of request: Request, for form: IntakeForm) -> [UInt8] {
        // A proxy may tell the address as it came, and the secret stands in that.
        let path = request.text(request.head.path).dropFirst(form.path.count + 1)
        let secret = form.takesPathToken ? HiddenText(String(path)) : nil
        var writer = JSONWriter()
        writer.beginArray()
        for field in request.head.fields {
            let (name, value) = (request.text(field.name), request.text(field.value))
            let isSecret = MaskedValue.isSecret(name) || name.lowercased() == form.settings.verifier?.provingHeader
            writer.beginArray()
            writer.string(name)
            let shown = isSecret ? MaskedValue.text(of: value) : MaskedValue.address(value)
            writer.string(secret?.hide(in: shown) ?? shown)
            writer.endArray()
        }
        writer.endArray()
        return writer.bytes
    }
}
