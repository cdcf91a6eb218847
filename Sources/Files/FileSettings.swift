/// What a form does with files: `files` in `forms/NAME.yaml`.
public struct FileSettings: Sendable, Hashable {
    /// Where they go.
    public enum Destination: String, Sendable, CaseIterable {
        /// They are kept, and lines about them go into a text of the deal.
        case note
        /// They are kept, and rules put their addresses where they belong.
        case link
        /// They are taken away; that there were some is noted.
        case drop
    }

    /// Where they go.
    public var destination: Destination
    /// How many one post may have: 1 to 20, 5 by default.
    public var most = 5
    /// How large each may be, in bytes: 1 KiB to 100 MiB, 10 MiB by default.
    public var largest = 10 << 20
    /// What they may be.
    public var types = FileType.usual
    /// How long an address is good for: 1 h to 3650 d, 30 d by default.
    public var linkTime = Duration.seconds(30 * 86_400)

    /// The defaults.
    public init(_ destination: Destination) { self.destination = destination }

    /// Whether their content is kept.
    public var areKept: Bool { destination != .drop }

    /// How large a whole post may be whose text may have so many bytes.
    public func largestPost(text: Int) -> Int { text + most * largest }
}
