internal import BoardCRM
internal import Outbox

/// What is known of the clocks at the moment of a look at the board: ours stamped the attempt that is looked for, the board's its deal, and
/// either may be wrong or have been set since.
struct LookClocks: Sendable {
    /// Now, by our clock, in seconds since 1970.
    var now: Int64
    /// What was learnt of the board's time; nil where nothing is known.
    var board: BoardTime?
    /// What to add to our time for UTC, in seconds, as far as the board's server is right.
    var skew: Int64 = 0
    /// Whether our clock has gone on unset since a moment, as far as this process saw.
    var isSteady: @Sendable (Timestamp) -> Bool = { _ in true }
}
