/// A template on its way to text.
struct TemplateFilling {
    private(set) var written: [UInt8] = []
    /// The separator that is written when something follows.
    private var pending: [UInt8] = []

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
                written += after
                isAnyThere = true
            case .group(let before, let inner, let after):
                var filling = TemplateFilling()
                guard try filling.add(inner, &resolver) else { continue }
                write(before)
                written += filling.written + after
                isAnyThere = true
            }
        }
        return isAnyThere
    }

    private mutating func write(_ text: [UInt8]) {
        if !written.isEmpty { written += pending }
        pending = []
        written += text
    }

    /// A line break is more than a blank.
    private static func isBlank(_ text: [UInt8]) -> Bool { text.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}
