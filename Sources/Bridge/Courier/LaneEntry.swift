/// A token of the configuration in force, and what goes by it.
struct LaneEntry: Sendable {
    /// Its name for the courier's life, also over a new configuration.
    let id: Traffic.LaneID
    let lane: CourierLane
    let search: BoardSearch
}
