/// A template on its way to text.
struct TemplateFilling {
    private(set) var written: [UInt8] = []
    /// The separator that is written when something follows.
    private var pending: [UInt8] = []
    /// Where the innermost group begins: no separator stands there.
    private var start = 0

    struct Refused: Error {
        let path: Path
        let reason: String
    }

    init(capacity: Int = 0) {
        written.reserveCapacity(capacity)
    }

    /// Adds parts.
    /// - Returns: whether a value of theirs is there.
    mutating func add(_ parts: [Template.Part], _ resolver: inout Resolver) throws(Refused) -> Bool {
        var isAnyThere = false
        for part in parts {
            switch part {
            case .text(let text): write(text)
            case .end(let text):
                pending = []
                write(text)
            case .separator(let text):
                if pending.isEmpty || Self.isBlank(pending) && !Self.isBlank(text) { pending = text }
            case .value(let value, let before, let after):
                guard let piece = try value.text(&resolver) else { continue }
                write(before)
                written += piece.bytes[piece.range]
                if !after.isEmpty { written += after }
                isAnyThere = true
            case .group(let before, let inner, let after):
                if try add(group: before, inner, after, &resolver) { isAnyThere = true }
            }
        }
        return isAnyThere
    }

    /// Writes a group, and takes it back where no value in it is there.
    private mutating func add(
        group before: [UInt8], _ inner: [Template.Part], _ after: [UInt8], _ resolver: inout Resolver
    ) throws(Refused) -> Bool {
        let outside = (start: start, pending: pending, count: written.count)
        write(before)
        start = written.count
        let isThere = try add(inner, &resolver)
        start = outside.start
        if isThere {
            pending = []
            if !after.isEmpty { written += after }
        } else {
            pending = outside.pending
            written.removeLast(written.count - outside.count)
        }
        return isThere
    }

    private mutating func write(_ text: [UInt8]) {
        if !pending.isEmpty {
            if written.count > start { written += pending }
            pending = []
        }
        if !text.isEmpty { written += text }
    }

    /// A line break is more than a blank.
    private static func isBlank(_ text: [UInt8]) -> Bool { text.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}
