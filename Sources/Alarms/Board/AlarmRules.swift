/// When something is said, and when it is not said again.
public struct AlarmRules: Sendable, Hashable {
    /// How long after the last message a cause that is still there is told again.
    public var remind = Duration.seconds(24 * 3600)
    /// How long a cause has to be gone before it counts as over. Each time that it comes back within a day of its end doubles this.
    public var quiet = Duration.seconds(300)
    /// What ``quiet`` grows to at the most.
    public var longestQuiet = Duration.seconds(4 * 3600)
    /// For so long after the start causes are gathered, to be told in one message.
    public var gathering = Duration.seconds(10)
    /// How long the end of a cause is remembered.
    public var memory = Duration.seconds(24 * 3600)
    /// How many causes are kept at the most; further ones are left out.
    public var mostCauses = 2000

    /// The defaults.
    public init() {}
}
