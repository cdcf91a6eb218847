/// A file that came with a submission. Its content is not in the store, but in a folder beside it, under a name of our own.
public struct StoredFile: Sendable, Hashable {
    /// What it is called in the folder; nil where it was not kept.
    public let key: String?
    /// The form's field that it came in.
    public let field: String
    /// What its sender called it: a label, never a path.
    public let name: String
    /// Its media type: by its content where it is kept, else as the sender wrote it.
    public let type: String
    /// In bytes.
    public let size: Int
    /// The SHA-256 of its content; empty where it is not kept.
    public let digest: [UInt8]

    /// A file of these parts.
    public init(key: String?, field: String, name: String, type: String, size: Int, digest: [UInt8]) {
        self.key = key
        self.field = field
        self.name = name
        self.type = type
        self.size = size
        self.digest = digest
    }
}
