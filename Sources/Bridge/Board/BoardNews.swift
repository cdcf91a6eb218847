import Mapping

/// Remembers what was told of the board, so that each thing is told once, and again only when it has changed.
struct BoardNews {
    private var told: Set<Complaint> = []
    private var failed = false

    /// What there is to tell after an inquiry.
    struct Telling: Equatable {
        /// What is new, in order of the files.
        var complaints: [Complaint] = []
        /// What was told and is so no more.
        var mended: [Complaint] = []
        /// Why the board could not be asked, when that is new.
        var failure: String?
        /// Whether nothing that was ever wrong is wrong now, and something was.
        var isWellAgain = false
    }

    /// Takes in what an inquiry found.
    mutating func take(_ inquiry: BoardInquiry) -> Telling {
        if let failure = inquiry.failure {
            // Nothing is known of the board now: what was told stays told.
            defer { failed = true }
            return Telling(failure: failed ? nil : failure)
        }
        failed = false
        let found = Set(inquiry.complaints)
        let wasWrong = told.contains { $0.severity != .unknown }
        defer { told = found }
        return Telling(
            complaints: inquiry.complaints.filter { !told.contains($0) }, mended: told.subtracting(found).inOrder,
            isWellAgain: wasWrong && !found.contains { $0.severity != .unknown })
    }
}
