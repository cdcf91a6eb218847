/// Claims of one token whose deals may be there: they are looked for together, and count as one call under way, since the board is asked one
/// thing after the other.
struct LookRound: Sendable {
    let lane: LaneEntry
    let jobs: [Job]
}
