internal import Wire

/// Content with the secret covered by which its sender proves itself in a field: as long as it was, and read as it was.
enum CoveredField {
    /// nil where it cannot be found: then nothing of the content may be kept.
    static func cover(
        _ name: String, in content: [UInt8], as description: PayloadReader.Description, limits: WireLimits
    ) -> [UInt8]? {
        let ranges =
            switch description.type {
            case .urlencoded: inPairs(name, content)
            case .multipart: inParts(name, content, description, limits)
            case .json: inJSON(name, content, limits)
            case .jwt: [Range<Int>]()
            }
        guard !ranges.isEmpty else { return nil }
        var covered = content
        for range in ranges {
            let isNumber = description.type == .json && content[range.lowerBound - 1] != UInt8(ascii: "\"")
            for index in range { covered[index] = UInt8(ascii: isNumber ? "1" : "*") }
        }
        return covered
    }

    private static func inPairs(_ name: String, _ content: [UInt8]) -> [Range<Int>] {
        content.split(separator: UInt8(ascii: "&")).compactMap { pair in
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
                let fields = try? URLEncoded.decode(content, in: pair.startIndex..<equals),
                let only = fields.entries.first, fields.bytes[only.name].elementsEqual(name.utf8)
            else { return nil }
            return equals + 1..<pair.endIndex
        }
    }

    private static func inJSON(_ name: String, _ content: [UInt8], _ limits: WireLimits) -> [Range<Int>] {
        guard let document = try? JSONDocument.parse(content, limits: limits) else { return [] }
        var value: JSONValue? = document.root
        for word in name.split(separator: ".") { value = value?[String(word)] }
        guard let value, value.string != nil || value.numberText != nil else { return [] }
        let (range, mark) = (document.range(of: value.node), content.count - document.bytes.count)
        return [range.lowerBound + mark..<range.upperBound + mark]
    }

    /// Every place where the text of the field stands.
    private static func inParts(
        _ name: String, _ content: [UInt8], _ description: PayloadReader.Description, _ limits: WireLimits
    ) -> [Range<Int>] {
        guard
            case .fields(let fields)? = try? PayloadReader.read(
                content, in: content.indices, as: description, limits: limits)
        else { return [] }
        var ranges: [Range<Int>] = []
        for entry in fields.entries where fields.bytes[entry.name].elementsEqual(name.utf8) && !entry.value.isEmpty {
            let found = content.ranges(of: fields.bytes[entry.value])
            if found.isEmpty { return [] }
            ranges += found
        }
        return ranges
    }
}
