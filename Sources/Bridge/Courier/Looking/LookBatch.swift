internal import BoardCRM

/// Deals that are looked for together, cut into groups whose times lie together: each group is one export, and none is of days on which
/// nothing is looked for.
struct LookBatch: Sendable {
    /// The time of an export, and who is in it, by their places.
    struct Group: Sendable, Equatable {
        let start: DateTime
        var end: DateTime
        var members: [Int]
    }

    let groups: [Group]

    /// A gap that is not worth an export more, in seconds.
    private static let gap: Int64 = 600

    /// - Parameter windows: when each can have been made; nil for what is not to be exported.
    init(_ windows: [LookWindow?]) {
        let ordered = windows.enumerated().compactMap { place, window in
            window.map { (place, $0.start, $0.end) }
        }.sorted { $0.1 < $1.1 }
        var groups: [Group] = []
        for (place, start, end) in ordered {
            if let last = groups.last, start.secondsSince1970 - last.end.secondsSince1970 <= Self.gap {
                groups[groups.count - 1].end = max(last.end, end)
                groups[groups.count - 1].members.append(place)
            } else {
                groups.append(Group(start: start, end: end, members: [place]))
            }
        }
        self.groups = groups
    }
}
