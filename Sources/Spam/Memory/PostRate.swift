/// How many posts in how much time: so many at once, and then as many again, evenly, in each such time.
public struct PostRate: Sendable, Hashable {
    /// How many, 1 to 100,000.
    public let posts: Int
    /// In how much time, 1 s to 1 day.
    public let within: Duration

    /// A rate of these parts.
    public init(_ posts: Int, within: Duration) {
        self.posts = posts
        self.within = within
        interval = within.nanoseconds / Int64(posts)
        total = interval * Int64(posts)
    }

    /// From one post to the next in the long run, in nanoseconds.
    let interval: Int64
    /// How far ahead of the time a client may be that sends all at once, in nanoseconds.
    let total: Int64
}

extension Duration {
    var nanoseconds: Int64 { Int64(truncatingIfNeeded: attoseconds / 1_000_000_000) }
    var milliseconds: Int64 { Int64(truncatingIfNeeded: attoseconds / 1_000_000_000_000_000) }
}
