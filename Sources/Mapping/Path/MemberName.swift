/// A name in a path: it fits exactly, or, where nothing fits so, without regard to what people write one way and another.
struct MemberName: Sendable, Hashable {
    /// In UTF-8.
    let bytes: [UInt8]
    let loose: LooseName

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        loose = LooseName(bytes)
    }

    static func == (left: MemberName, right: MemberName) -> Bool { left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
