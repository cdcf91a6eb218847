/// How much of each thing one body may hold. The body's own size is limited by whoever reads it from the network.
public struct WireLimits: Sendable, Hashable {
    /// Fields of a form, urlencoded or multipart.
    public var maxFields = 1000
    /// Parts of a multipart form.
    public var maxParts = 1000
    /// Bytes of one part's header section, with its empty line. As much as a request's own may have.
    public var maxPartHead = 32 * 1024
    /// Objects and arrays of JSON inside one another.
    public var maxDepth = 64
    /// Keys and values of one JSON text. A node takes 16 bytes of memory.
    public var maxNodes = 1 << 18
    /// Whether a JSON object may hold one key twice. Readers then see the first.
    public var allowsRepeatedKeys = false

    /// The limits that the service starts from.
    public init() {}

    /// The limits that the service starts from.
    public static let standard = WireLimits()
}
