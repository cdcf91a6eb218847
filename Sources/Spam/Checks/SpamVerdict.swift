internal import Wire

/// What all checks of a form make of a submission.
public struct SpamVerdict: Sendable, Hashable {
    /// What was found, in the order of the checks.
    public private(set) var reasons: [SpamReason]
    /// From which score on it is spam.
    public let threshold: Int

    /// A verdict of these reasons.
    public init(_ reasons: [SpamReason] = [], threshold: Int) {
        self.reasons = reasons
        self.threshold = threshold
    }

    /// The sum of all reasons.
    public var score: Int { reasons.reduce(0) { $0 + $1.score } }
    /// Whether it is spam.
    public var isSpam: Bool { score >= threshold }

    /// Adds what one more check found.
    public mutating func add(_ reason: SpamReason) { reasons.append(reason) }

    mutating func add(_ check: SpamCheck, _ finding: SpamFinding, _ score: Int, _ detail: String = "") {
        reasons.append(SpamReason(check, finding, score: score, detail: detail))
    }

    /// Why it is spam, for a person: `score 150 of 100: too many links (7); …`
    public var words: String {
        let counted = reasons.filter { $0.score > 0 }.map(\.words)
        return "score \(score) of \(threshold): " + counted.joined(separator: "; ")
    }

    /// The reasons as a JSON array of `{"check", "found", "score", "detail"}`.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for reason in reasons { reason.append(to: &writer) }
        writer.endArray()
        return writer.bytes
    }

    /// Reads reasons as ``json`` has them; what is none of this program's is left out.
    public init(json: [UInt8], threshold: Int) {
        let root = (try? JSONDocument.parse(json))?.root
        self.init(root?.elements.compactMap { SpamReason($0) } ?? [], threshold: threshold)
    }
}
