/// What the CRM says is wrong with one attribute of a deal.
public struct AttributeError: Sendable, Hashable {
    /// Which attribute; empty when the CRM names none.
    public let path: TargetPath
    /// The CRM's own words. They may repeat what the lead wrote: for the person who looks at the submission, never for a log.
    public let message: String

    /// An error at a path.
    public init(path: TargetPath, message: String) {
        self.path = path
        self.message = message
    }
}
