public import Files
public import Mapping
public import Outbox
internal import Telemetry
internal import Wire

/// Maps a stored submission again, by today's rules of its form, from the bytes as they came and what was kept beside them.
///
/// Cookies are not kept: a rule that reads one finds nothing.
public enum StoredMapping {
    /// Maps `submission` by the rules of `form`. `links` makes addresses of its files, good from `moment` on.
    public static func map(
        _ submission: Submission, by form: FormSettings, limits settings: LimitSettings, links: FileLinks? = nil,
        from moment: Timestamp = .now
    ) throws(MappingTrial.Unreadable) -> MappingResult {
        let (part, context) = try part(
            of: submission, by: form, limits: settings, links: links, from: moment, fetched: submission.fetched.json)
        return form.mapping.map(part, context: context)
    }

    /// What the rules read of `submission`: its part of the post, with what was fetched for it. Where something has to be fetched first,
    /// nothing is read before that.
    static func part(
        of submission: Submission, by form: FormSettings, limits settings: LimitSettings, links: FileLinks? = nil,
        from moment: Timestamp = .now, fetched: [UInt8]?, isNotice: Bool = false
    ) throws(MappingTrial.Unreadable) -> (PostPart, MappingContext) {
        if !isNotice, fetched == nil, form.mapping.fetch != nil, submission.fetched.isAwaited {
            throw MappingTrial.Unreadable(
                message: "what it announces is not fetched yet; `boardbridge submissions retry` has it fetched at once")
        }
        let context = context(of: submission, limits: limits(settings))
        switch try parts(of: submission, by: form, limits(settings), links, from: moment) {
        case .parts(let parts):
            guard let fetched else { return (parts[0], context) }
            return (try MappingTrial.merging(fetched, into: parts[0]), context)
        case .none: throw MappingTrial.Unreadable(message: "by today's rules its post is an empty list")
        case .problem(let problem): throw MappingTrial.Unreadable(message: "\(problem.field) \(problem.message)")
        }
    }

    /// A deal of what can be mapped of `submission`, for a person who mends it; nil where nothing can be read.
    public static func draft(
        _ submission: Submission, by form: FormSettings, limits settings: LimitSettings, links: FileLinks? = nil
    ) -> MappedDeal? {
        guard
            let (part, context) = try? part(
                of: submission, by: form, limits: settings, links: links, fetched: submission.fetched.json,
                isNotice: true)
        else { return nil }
        return form.mapping.draft(part, context: context)
    }

    private static func limits(_ settings: LimitSettings) -> WireLimits {
        var limits = WireLimits.standard
        limits.maxFields = settings.fields
        limits.maxParts = settings.fields
        return limits
    }

    private static func parts(
        of submission: Submission, by form: FormSettings, _ limits: WireLimits, _ links: FileLinks?,
        from moment: Timestamp
    ) throws(MappingTrial.Unreadable) -> PostParts {
        var payload: Payload
        do throws(PayloadReader.Refusal) {
            guard let media = try? MediaType.parse(submission.contentType) else { throw .unsupported }
            payload = try PayloadReader.read(
                submission.content, in: 0..<submission.content.count, as: try PayloadReader.Description(media),
                limits: limits)
        } catch {
            throw MappingTrial.Unreadable(message: error.explanation(accepting: SenderPreset.ContentType.common))
        }
        if !submission.files.isEmpty, case .fields(let fields) = payload {
            payload = .fields(
                fields.keeping(submission.files, for: form.files ?? FileSettings(.link), links, from: moment))
        }
        return try MappingTrial.parts(of: payload, .kept(element: submission.part), by: form)
    }

    private static func context(of submission: Submission, limits: WireLimits) -> MappingContext {
        let query = submission.query.isEmpty ? nil : try? URLEncoded.decode(submission.query, limits: limits)
        let headers = try? JSONDocument.parse(submission.headers).root
        return MappingContext(query: query) { name in
            switch name {
            case .header(let name): headers?[name]?.string
            case .cookie: nil
            case .meta(.id): submission.id.description
            case .meta(.receivedAt): CivilTime(millisecondsSince1970: submission.receivedAt.milliseconds).description
            case .meta(.ip): submission.clientAddress
            case .meta(.referrer): headers?["referer"]?.string
            case .meta(.userAgent): headers?["user-agent"]?.string
            case .meta(.form): submission.form
            }
        }
    }
}
