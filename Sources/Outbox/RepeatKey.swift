/// What makes a repeat of a submission recognisable.
public struct RepeatKey: Sendable, Hashable {
    /// The key, with the form's name in it.
    public let bytes: [UInt8]
    /// From when on the same key is no repeat any more; nil for never, as long as the submission is kept.
    public let ends: Timestamp?

    /// A key that is good until `ends`.
    public init(_ bytes: [UInt8], ends: Timestamp? = nil) {
        self.bytes = bytes
        self.ends = ends
    }
}

extension NewSubmission {
    /// All its keys, the first first.
    public var repeatKeys: [RepeatKey] {
        (repeatKey.map { [RepeatKey($0, ends: repeatEnds)] } ?? []) + otherKeys
    }

    /// Those, and the one that it takes when its captcha's verdict is in: by any of them it may repeat what is there already.
    public var knownKeys: [RepeatKey] { repeatKeys + (verdict?.key.map { [$0] } ?? []) }

    /// Whether it has a key at all.
    public var hasRepeatKey: Bool { repeatKey != nil || !otherKeys.isEmpty || verdict?.key != nil }
}
