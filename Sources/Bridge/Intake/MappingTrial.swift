internal import Files
public import Mapping
internal import Outbox
public import Wire

/// Maps a payload by a form's rules as the intake would, without storing or sending anything.
public enum MappingTrial {
    /// Why a payload could not be read.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong with it, in words for the person who tries it.
        public let message: String

        /// The message.
        public var description: String { message }
    }

    /// The type of a payload that does not say: JSON where it begins like an object or a list, multipart where it begins with a boundary
    /// and a part's first field, urlencoded otherwise.
    public static func guess(_ content: [UInt8]) -> String {
        if let boundary = boundary(beginning: content) { return "multipart/form-data; boundary=\"\(boundary)\"" }
        let first = content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            ? "application/json" : "application/x-www-form-urlencoded"
    }

    /// What the first line says the boundary is (RFC 2046, section 5.1.1), if `Content-Disposition` begins the second; a file that an
    /// editor wrote may have lost its carriage returns, and the reader says so.
    private static func boundary(beginning content: [UInt8]) -> String? {
        let lines = content.prefix(200).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count > 1, lines[0].starts(with: "--".utf8) else { return nil }
        let line = lines[0].last == 0x0D ? lines[0].dropLast() : lines[0]
        let boundary = line.dropFirst(2)
        let field = String(decoding: lines[1].prefix(20), as: UTF8.self).lowercased()
        guard (1...70).contains(boundary.count), boundary.last != 0x20, field == "content-disposition:",
            boundary.allSatisfy(isBoundaryByte)
        else { return nil }
        return String(decoding: boundary, as: UTF8.self)
    }

    private static func isBoundaryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }

    /// Reads content of a media type, for no form in particular.
    public static func payload(
        _ content: [UInt8], contentType: String, limits: WireLimits = .standard
    ) throws(Unreadable) -> Payload {
        try payload(content, contentType: contentType, sender: nil, limits: limits)
    }

    /// What the rules of a form see of a post: the payload, and what stands beside it.
    public static func read(
        _ post: Post, for form: FormSettings, limits settings: LimitSettings
    ) throws(Unreadable) -> (payload: Payload, context: MappingContext) {
        var limits = WireLimits.standard
        limits.maxFields = settings.fields
        limits.maxParts = settings.fields
        var payload = try payload(
            post.content, contentType: post.contentType, sender: form.sender, limits: limits)
        if case .fields(let fields) = payload, !fields.files.isEmpty, form.files != nil || !post.files.isEmpty {
            payload = .fields(fields.keeping(post, for: form.files))
        }
        return (payload, post.context(form: form.name, limits: limits))
    }

    /// Maps a post by the rules of a form.
    public static func map(
        _ post: Post, by form: FormSettings, limits: LimitSettings
    ) throws(Unreadable) -> MappingResult {
        let (payload, context) = try read(post, for: form, limits: limits)
        return form.mapping.map(payload, context: context)
    }

    private static func payload(
        _ content: [UInt8], contentType: String, sender: SenderPreset?, limits: WireLimits
    ) throws(Unreadable) -> Payload {
        do throws(PayloadReader.Refusal) {
            guard let media = try? MediaType.parse(contentType) else { throw .unsupported }
            let description = try PayloadReader.Description(media)
            let known = sender?.accepts ?? SenderPreset.ContentType.common
            guard known.contains(description.type) else { throw .unsupported }
            return try PayloadReader.read(content, in: 0..<content.count, as: description, limits: limits)
        } catch {
            let explanation = error.explanation(accepting: sender?.accepts ?? SenderPreset.ContentType.common)
            guard case .unsupported = error else { throw Unreadable(message: explanation) }
            throw Unreadable(message: "'\(contentType)' is not a content type that is read here; \(explanation)")
        }
    }
}
