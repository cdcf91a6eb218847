internal import BoardCRM
internal import Crypto

/// A token of the configuration in force, and what goes by it.
final class LaneEntry: Sendable {
    /// Its name for the courier's life, also over a new configuration.
    let id: Traffic.LaneID
    let lane: CourierLane
    /// What makes its deals.
    let deals: any DealLine
    let search: BoardSearch
    /// Stands for the board: its address and its token.
    let boardNumber: Int64
    /// Under which the store keeps what was learnt of its board's time.
    let timeName: String

    init(id: Traffic.LaneID, lane: CourierLane, deals: any DealLine, search: BoardSearch) {
        (self.id, self.lane, self.deals, self.search) = (id, lane, deals, search)
        // Another token is another board. No token can be read from its hash.
        let hash = Digest.sha256.of(Array("board-time \(lane.address) \(lane.token.revealed())".utf8))
        boardNumber = hash.suffix(8).reduce(0) { $0 << 8 | Int64($1) }
        timeName = "board-time " + hash.prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
