internal import Outbox
internal import Wire

/// What came, read once more for a person's eyes.
enum StoredPayload {
    /// The fields or the JSON of a submission; nil where it cannot be read.
    static func read(_ submission: Submission) -> Payload? {
        guard let type = try? MediaType.parse(submission.contentType) else { return nil }
        var limits = WireLimits.standard
        limits.allowsRepeatedKeys = true
        let content = submission.content
        if type.isJSON { return (try? JSONDocument.parse(content, limits: limits)).map { .json($0) } }
        let charset = type["charset"].flatMap { Charset(label: $0) } ?? .utf8
        if type.isURLEncoded {
            return (try? URLEncoded.decode(content, charset: charset, limits: limits)).map { .fields($0) }
        }
        guard type.isMultipartForm, let boundary = try? Multipart.boundary(of: type) else { return nil }
        return (try? Multipart.decode(content, boundary: boundary, charset: charset, limits: limits)).map {
            .fields($0)
        }
    }
}
