internal import Listener
internal import Mapping
internal import Outbox
internal import Telemetry
internal import Wire

/// What a rule may use beside the payload, looked up in the request when a rule asks for it.
enum IntakeContext {
    static func make(
        _ request: Request, for settings: FormSettings, id: SubmissionID, limits: WireLimits
    ) -> MappingContext {
        make(request, for: settings, id: id, query: query(of: request, for: settings, limits: limits))
    }

    /// The fields of the target's query; nil where it has none, or where no rule asks.
    static func query(of request: Request, for settings: FormSettings, limits: WireLimits) -> FormFields? {
        guard settings.mapping.usesQuery else { return nil }
        return request.head.query.flatMap { try? URLEncoded.decode(request.bytes, in: $0, limits: limits) }
    }

    /// The same for one of several submissions of a post, which have the query in common.
    static func make(
        _ request: Request, for settings: FormSettings, id: SubmissionID, query: FormFields?
    ) -> MappingContext {
        let form = settings.name
        // Most forms ask for nothing beside the payload.
        if settings.mapping.contextNames.isEmpty, !settings.mapping.usesQuery { return .empty }
        return MappingContext(query: query) { name in
            switch name {
            case .header(let name): request.text(ofFieldNamed: name)
            case .cookie(let name):
                request.head.value(of: .cookie).flatMap { cookie(name, in: request.bytes[$0]) }
            case .meta(.id): id.description
            case .meta(.receivedAt): CivilTime(millisecondsSince1970: request.receivedAt).description
            case .meta(.ip): request.clientAddress
            case .meta(.referrer): request.text(of: .referer)
            case .meta(.userAgent): request.text(of: .userAgent)
            case .meta(.form): form
            }
        }
    }

    /// The first cookie of that name (RFC 6265, 5.4): pairs stand between semicolons.
    static func cookie(_ name: String, in field: ArraySlice<UInt8>) -> String? {
        for pair in field.split(separator: UInt8(ascii: ";")) {
            let trimmed = pair.drop { $0 == UInt8(ascii: " ") }
            guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")),
                trimmed[..<equals].elementsEqual(name.utf8)
            else { continue }
            return String(decoding: trimmed[(equals + 1)...], as: UTF8.self)
        }
        return nil
    }
}
