/// A post as a verifier sees it: bytes as they came, and what is known of them.
public struct IncomingPost {
    /// The values of all header fields of a name, without regard to case, in their order.
    public let header: (String) -> [ArraySlice<UInt8>]
    /// The values that the content has under a name; only asked by ``Verifier/Proof/field(_:)``, since it means reading the content.
    public let value: (String) -> [ArraySlice<UInt8>]
    /// The content, raw.
    public let content: ArraySlice<UInt8>
    /// `POST`.
    public let method: String
    /// The address that was posted to as the outside writes it, with its query; nil where the service does not know.
    public let url: String?
    /// What stands behind the form's name in the path.
    public let pathToken: ArraySlice<UInt8>?
    /// The client's address, behind all proxies that are trusted.
    public let clientAddress: String
    /// Milliseconds since 1970.
    public let now: Int64

    /// A post by its parts.
    public init(
        header: @escaping (String) -> [ArraySlice<UInt8>],
        value: @escaping (String) -> [ArraySlice<UInt8>] = { _ in [] },
        content: ArraySlice<UInt8>, method: String = "POST", url: String? = nil, pathToken: ArraySlice<UInt8>? = nil,
        clientAddress: String = "", now: Int64
    ) {
        self.header = header
        self.value = value
        self.content = content
        self.method = method
        self.url = url
        self.pathToken = pathToken
        self.clientAddress = clientAddress
        self.now = now
    }

    /// The one value of a header field. Who sends two leaves it open which one counts.
    func only(_ name: String, limit: Int = Self.longestField) throws(Refusal) -> ArraySlice<UInt8> {
        let values = header(name)
        let what = "the header \(name)"
        guard let value = values.first, !value.isEmpty else { throw .missing(what) }
        guard values.count == 1 else { throw .repeated(what) }
        guard value.count <= limit else { throw .tooLong(what) }
        return value
    }

    /// No sender's signature comes near it.
    static let longestField = 4096
}
