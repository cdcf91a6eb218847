/// Messages that wait for one target. A value of bounded size: what piles up is told together.
struct AlarmQueue: Sendable {
    private(set) var waiting: [AlarmMessage] = []
    /// How many messages found no room.
    private(set) var dropped = 0

    /// From so many on, a message joins the last one of its kind.
    static let joinedFrom = 8
    /// So many wait at the most; then the oldest goes.
    static let most = 64
    /// So many causes stand in one message at the most.
    static let mostEntries = 2000

    /// Adds a message at the end.
    mutating func append(_ message: AlarmMessage) {
        if waiting.count >= Self.joinedFrom, let last = waiting.last, last.kind == message.kind, message.kind != .test,
            last.entries.count + message.entries.count <= Self.mostEntries
        {
            waiting[waiting.count - 1].entries += message.entries
            return
        }
        waiting.append(message)
        if waiting.count > Self.most {
            waiting.removeFirst()
            dropped += 1
        }
    }

    /// Takes the oldest.
    mutating func next() -> AlarmMessage? { waiting.isEmpty ? nil : waiting.removeFirst() }
}
