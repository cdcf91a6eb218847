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
    }

    /// From one post to the next in the long run, in nanoseconds.
    var interval: Int64 { within.nanoseconds / Int64(posts) }
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
