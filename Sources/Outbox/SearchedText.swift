internal import Wire

/// All text of a submission in which a person may be found: decoded, whatever it came in.
public struct SearchedText: Sendable {
    /// Each value by itself: a field, a name, a header, a JSON string, the raw content, a reason, an attempt's detail.
    public private(set) var pieces: [String] = []

    /// The text of what came and of all that happened to it.
    public init(_ kept: KeptSubmission) {
        let submission = kept.submission
        add(content: submission.content, of: submission.contentType)
        // As it is too: a part that cannot be read, or a file, may hold what is looked for.
        pieces.append(String(decoding: submission.content, as: UTF8.self))
        if !submission.query.isEmpty {
            pieces.append(String(decoding: submission.query, as: UTF8.self))
            add(form: submission.query)
        }
        for json in [
            submission.headers, submission.deal ?? [], submission.problems ?? [], submission.fetched.json ?? [],
        ] { add(json: json, depth: 0) }
        pieces += [submission.clientAddress, submission.reason].compactMap(\.self)
        pieces += kept.attempts.compactMap(\.detail)
        pieces += kept.fetches.compactMap(\.detail)
        pieces += kept.interventions.map(\.before)
        if let key = submission.repeatKey { pieces.append(String(decoding: key, as: UTF8.self)) }
    }

    /// The text of a recorded post.
    public init(_ post: RecordedPost) {
        add(content: post.content, of: post.contentType)
        pieces.append(String(decoding: post.content, as: UTF8.self))
        if !post.query.isEmpty {
            pieces.append(String(decoding: post.query, as: UTF8.self))
            add(form: post.query)
        }
        add(json: post.headers, depth: 0)
        pieces.append(post.reason)
    }

    /// The text of one piece of content.
    init(content: [UInt8], of contentType: String) {
        add(content: content, of: contentType)
    }

    /// Adds the texts and numbers of a JSON document.
    public mutating func add(json document: [UInt8]) { add(json: document, depth: 0) }

    private mutating func add(content: [UInt8], of contentType: String) {
        guard let type = try? MediaType.parse(contentType) else { return }
        if type.isJSON {
            add(json: content, depth: 0)
        } else if type.isURLEncoded {
            add(form: content)
        } else if type.isMultipartForm, let boundary = try? Multipart.boundary(of: type),
            let fields = try? Multipart.decode(content, boundary: boundary, limits: Self.limits)
        {
            add(fields)
        }
    }

    private mutating func add(form content: [UInt8]) {
        guard let fields = try? URLEncoded.decode(content, limits: Self.limits) else { return }
        add(fields)
    }

    private mutating func add(_ fields: FormFields) {
        for entry in fields.entries {
            pieces.append(fields.name(of: entry))
            add(text: fields.value(of: entry), depth: 0)
        }
    }

    private mutating func add(json content: [UInt8], depth: Int) {
        guard !content.isEmpty, let document = try? JSONDocument.parse(content, limits: Self.limits) else { return }
        var node = 0
        let end = document.end(of: 0)
        while node < end {
            if let text = document.string(of: node) { add(text: text, depth: depth) }
            if let number = document.numberText(of: node) { pieces.append(number) }
            // Into a container, past anything else.
            node = document.firstChild(of: node) ?? document.next(after: node)
        }
    }

    /// A value, and what it holds where it is JSON itself, as Jotform's `rawRequest` is.
    private mutating func add(text: String, depth: Int) {
        pieces.append(text)
        if let plain = Self.unescaped(text) { pieces.append(plain) }
        guard depth < Self.deepest, let first = text.utf8.first,
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return }
        add(json: Array(text.utf8), depth: depth + 1)
    }

    /// What an address or a piece of HTML within a text stands for; nil where it is no other than the text.
    private static func unescaped(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "&") }) else { return nil }
        let decoded = String(decoding: PercentEncoding.decoded(Array(text.utf8)), as: UTF8.self)
        let plain = CharacterReference.replaced(in: decoded)
        return plain == text ? nil : plain
    }

    private static let deepest = 3
    private static let limits: WireLimits = {
        var limits = WireLimits.standard
        limits.allowsRepeatedKeys = true
        return limits
    }()
}
