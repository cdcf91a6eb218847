public import Mapping
internal import Wire

/// Maps a payload by a form's rules as the intake would, without storing or sending anything.
public enum MappingTrial {
    /// Why a payload could not be read.
    public struct Unreadable: Error {
        /// What is wrong with it, in words for the person who tries it.
        public let message: String
    }

    /// The type of a payload that does not say: JSON where it begins like an object or a list, urlencoded otherwise.
    public static func guess(_ content: [UInt8]) -> String {
        let first = content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            ? "application/json" : "application/x-www-form-urlencoded"
    }

    /// Maps `content`, which is of a media type, by the rules of a form.
    public static func map(
        _ content: [UInt8], contentType: String, by form: FormSettings, limits settings: LimitSettings
    ) throws(Unreadable) -> MappingResult {
        var limits = WireLimits.standard
        limits.maxFields = settings.fields
        limits.maxParts = settings.fields
        let payload: Payload
        do throws(PayloadReader.Refusal) {
            guard let media = try? MediaType.parse(contentType) else { throw .unsupported }
            let description = try PayloadReader.Description(media)
            payload = try PayloadReader.read(content, in: 0..<content.count, as: description, limits: limits)
        } catch {
            if case .unsupported = error {
                throw Unreadable(message: "'\(contentType)' is not a content type that is read here")
            }
            throw Unreadable(message: error.explanation(for: form.sender))
        }
        return form.mapping.map(payload)
    }
}
