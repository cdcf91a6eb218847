internal import BoardCRM
internal import Crypto

/// A token of the configuration in force, and what goes by it.
struct LaneEntry: Sendable {
    /// Its name for the courier's life, also over a new configuration.
    let id: Traffic.LaneID
    let lane: CourierLane
    let search: BoardSearch
    /// Under which the store keeps what was learnt of its board's time.
    let timeName: String

    init(id: Traffic.LaneID, lane: CourierLane, search: BoardSearch) {
        (self.id, self.lane, self.search) = (id, lane, search)
        // Another token is another board. No token can be read from its hash.
        let hash = Digest.sha256.of(Array("board-time \(lane.address) \(lane.token.revealed())".utf8))
        timeName = "board-time " + hash.prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
