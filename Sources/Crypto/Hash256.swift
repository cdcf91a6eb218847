/// 32 bytes that a hash made, as four numbers: the first bytes in the first of them, highest first.
public struct Hash256: Sendable {
    /// The numbers.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Its 32 bytes.
    public var bytes: [UInt8] {
        [UInt8](capacity: 32) { output in
            for word in [words.0, words.1, words.2, words.3] {
                for place in 0..<8 as Range<UInt64> {
                    output.append(UInt8(truncatingIfNeeded: word &>> (56 - 8 * place)))
                }
            }
        }
    }

    /// Whether it begins with these 16 bytes, in a time that does not depend on which of them differ.
    public func begins(_ first: UInt64, _ second: UInt64) -> Bool { (words.0 ^ first) | (words.1 ^ second) == 0 }
}
