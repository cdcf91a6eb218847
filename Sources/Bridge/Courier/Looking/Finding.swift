internal import BoardCRM

/// What a look at the board found.
enum Finding: Sendable, Equatable {
    /// The deal is there, once.
    case found(dealID: Identifier?, leadID: Identifier?)
    /// It is not there.
    case absent
    /// The board does not tell now, and may tell later.
    case untold(reason: String, failure: CallFailure? = nil)
    /// The board tells, and it does not settle it; nor will it later.
    case unsettled(reason: String)

    /// How it ended as a call.
    var callEnd: CallEnd {
        switch self {
        case .found, .absent, .unsettled: .answered
        case .untold(_, let failure): failure.map { CallEnd($0) } ?? .answered
        }
    }
}
