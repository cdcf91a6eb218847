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
        let range = request.contentRange
        let kept = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.longestContent)
        recorder.note(
            RecordedPost(
                requestID: request.id.description, form: form.settings.name, receivedAt: receivedAt, status: status,
                reason: reason, headers: Self.maskedHeaders(of: request, for: form),
                query: request.head.query.map { Self.maskedQuery(request.text($0)) } ?? [],
                contentType: request.text(of: .contentType) ?? "", content: Array(request.contentBytes[kept]),
                contentSize: range.count), most: most)
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

    private static func maskedHeaders(of request: Request, for form: IntakeForm) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for field in request.head.fields {
            let (name, value) = (request.text(field.name), request.text(field.value))
            let isSecret = MaskedValue.isSecret(name) || name.lowercased() == form.settings.verifier?.provingHeader
            writer.beginArray()
            writer.string(name)
            writer.string(isSecret ? MaskedValue.text(of: value) : value)
            writer.endArray()
        }
        writer.endArray()
        return writer.bytes
    }

    private static func maskedQuery(_ query: String) -> [UInt8] {
        let pieces = query.split(separator: "&", omittingEmptySubsequences: false).map { piece -> String in
            guard let equals = piece.firstIndex(of: "="), MaskedValue.isSecret(String(piece[..<equals])) else {
                return String(piece)
            }
            return piece[..<equals] + "=%5B" + String(piece[equals...].count - 1) + "%20characters%5D"
        }
        return Array(pieces.joined(separator: "&").utf8)
    }
}
