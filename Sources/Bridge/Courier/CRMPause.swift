internal import Outbox

/// A pause that the CRM asked for, as the store keeps it over a restart. A value without a clock.
struct CRMPause: Sendable, Equatable {
    /// When it was asked for.
    let from: Timestamp
    /// When it is over.
    let until: Timestamp
    /// The API's address: another CRM has asked for nothing.
    let address: String

    /// Under which the store keeps it.
    static let name = "crm-pause"

    init(from: Timestamp, until: Timestamp, address: String) {
        (self.from, self.until, self.address) = (from, until, address)
    }

    /// How long it lasts still; nil where it is over. A clock that was set back makes it no longer than it was.
    func rest(at now: Timestamp) -> Duration? {
        let rest = min(until - now, until - from, Traffic.longestPause)
        return rest > .zero ? rest : nil
    }

    /// As it is kept.
    var text: String { "\(from.milliseconds) \(until.milliseconds) \(address)" }

    /// Reads ``text``; nil for anything else.
    init?(text: String) {
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let from = Int64(words[0]), let until = Int64(words[1]) else { return nil }
        self.init(
            from: Timestamp(milliseconds: from), until: Timestamp(milliseconds: until), address: String(words[2]))
    }
}
