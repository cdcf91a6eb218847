/// How long submissions stay in a state.
public enum RetentionAge: Sendable, Hashable {
    /// For good.
    case forever
    /// So long, and then they go.
    case after(Duration)
}
