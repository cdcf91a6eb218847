import Wire

/// A deal as the JSON that is sent, and that the store keeps: ``Deal/append(to:)`` wrote it, or it is of the same shape.
public struct DealText: Sendable, Hashable {
    /// One object, in UTF-8.
    public let json: [UInt8]

    /// JSON that the caller vouches for: ``Deal/init(json:)`` reads it.
    public init(json: [UInt8]) { self.json = json }

    /// A deal's.
    public init(_ deal: Deal) {
        var writer = JSONWriter(capacity: 512)
        deal.append(to: &writer)
        json = writer.bytes
    }

    /// The deal itself; nil where the JSON is of no deal.
    public var deal: Deal? {
        guard let root = try? JSONDocument.parse(json).root else { return nil }
        return try? Deal(json: root)
    }
}
