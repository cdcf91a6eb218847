internal import Wire

extension PostPart {
    /// Whether it is a JSON object.
    public var isObject: Bool {
        guard case .json(let document) = payload else { return false }
        return document.kind(of: 0) == .object
    }

    /// The same with what was fetched for it, a JSON object, under `fetched`; nil where it is no JSON object itself.
    public func merging(fetched json: [UInt8]) -> PostPart? {
        guard isObject, case .json(let document) = payload else { return nil }
        var writer = JSONWriter(capacity: document.bytes.count + json.count + 16)
        writer.beginObject()
        for member in document.root.members where member.key != "fetched" {
            writer.key(member.key)
            writer.value(member.value)
        }
        writer.key("fetched")
        writer.raw(json)
        writer.endObject()
        guard let merged = try? JSONDocument.parse(writer.bytes) else { return nil }
        return PostPart(.json(merged), in: share, prefix: prefix)
    }
}
