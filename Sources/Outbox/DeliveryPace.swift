/// How many submissions of which form left the list of those that wait, in the last minute: counted by whoever delivers, and kept in the
/// store for those who look at it. A value without a clock.
public struct DeliveryPace: Sendable, Hashable {
    private struct Slot: Sendable, Hashable {
        let start: Timestamp
        /// Whether more waited than could go at once: only then their number tells how fast deliveries are, and else how fast posts come.
        let isBehind: Bool
        var counts: [String: Int]
    }

    private var slots: [Slot] = []
    /// Until when was counted; nil where nothing was.
    public private(set) var end: Timestamp?

    /// Under which the store keeps it.
    public static let name = "delivery-pace"
    /// Slots of a few seconds, so that an old minute leaves bit by bit.
    private static let slotTime = Duration.seconds(5)
    private static let window = Duration.seconds(60)

    /// Nothing was counted yet.
    public init() {}

    /// One of a form was delivered, or failed for good.
    /// - Parameter isBehind: whether others wait that cannot go yet.
    public mutating func count(_ form: String, at moment: Timestamp, isBehind: Bool) {
        look(at: moment)
        if slots.last.map({ moment - $0.start >= Self.slotTime || isBehind && !$0.isBehind }) ?? true {
            slots.append(Slot(start: moment, isBehind: isBehind, counts: [:]))
        }
        slots[slots.count - 1].counts[form, default: 0] += 1
    }

    /// Time went on.
    public mutating func look(at moment: Timestamp) {
        // A clock that was set back begins a new minute.
        if let end, moment < end { slots = [] }
        slots.removeAll { moment - $0.start > Self.window }
        end = moment
    }

    /// Whether nothing left the list in the last minute.
    public var isEmpty: Bool { slots.isEmpty }

    /// The slots since there is a backlog, and since deliveries began to go on, where enough was delivered since: the time of a stop before it
    /// tells nothing of the pace.
    private var running: ArraySlice<Slot> {
        let slots = slots.suffix(while: \.isBehind)
        let pauses = zip(slots, slots.dropFirst()).map { $1.start - $0.start }
        guard let pause = pauses.lastIndex(where: { $0 > Self.slotTime * 2 }) else { return slots[...] }
        let rest = slots.dropFirst(pause + 1)
        let count = rest.reduce(0) { sum, slot in sum + slot.counts.values.reduce(0, +) }
        return count >= Self.tellingCount ? rest : slots[...]
    }

    private static let tellingCount = 30

    /// How many a second: of one form, or of all. Nil where there was no backlog in the minute before `now`.
    public func rate(of form: String?, at now: Timestamp) -> Double? {
        let slots = running
        guard let start = slots.first?.start, let end, now - end <= Self.window, now >= end else { return nil }
        let count = slots.reduce(0) { sum, slot in
            sum + (form.map { slot.counts[$0, default: 0] } ?? slot.counts.values.reduce(0, +))
        }
        return count == 0 ? nil : Double(count) / max(0.5, (end - start) / .seconds(1))
    }
}

extension DeliveryPace {
    /// As it is kept: when it ends, and a line for each form in each slot.
    public var text: String {
        let lines = slots.flatMap { slot in
            slot.counts.sorted { $0.key < $1.key }.map {
                "\(slot.start.milliseconds)\(slot.isBehind ? "+" : "") \($0.value) \($0.key)"
            }
        }
        return ([(end ?? Timestamp(milliseconds: 0)).milliseconds.description] + lines).joined(separator: "\n")
    }

    /// Reads ``text``; nil for anything else.
    public init?(text: String) {
        let lines = text.split(separator: "\n")
        guard let first = lines.first, let end = Int64(first) else { return nil }
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", maxSplits: 2)
            let isBehind = words.first?.last == "+"
            guard words.count == 3, let start = Int64(words[0].dropLast(isBehind ? 1 : 0)), let count = Int(words[1])
            else { return nil }
            if slots.last?.start.milliseconds != start || slots.last?.isBehind != isBehind {
                slots.append(Slot(start: Timestamp(milliseconds: start), isBehind: isBehind, counts: [:]))
            }
            slots[slots.count - 1].counts[String(words[2]), default: 0] += count
        }
        self.end = Timestamp(milliseconds: end)
    }
}

extension Array {
    /// The longest end of which all are so.
    fileprivate func suffix(while isSo: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !isSo($0) }.map { $0 + 1 } ?? startIndex)...]
    }
}
