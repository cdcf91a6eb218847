import CICU
import Synchronization

/// ICU's rules that write any script in ASCII's letters. May be used from any thread.
final class Transliterator: Sendable {
    /// Any script to ASCII, as far as it has letters for it: `東京` becomes `dong jing`.
    static let latin = Transliterator()

    private let handle = Mutex(TransliteratorHandle())

    /// The text in ASCII's letters; what has none is left as it is. Meant for short texts: ICU's time grows with the square of them.
    func map(_ text: String) -> String {
        handle.withLock { $0.map(text) }
    }
}

/// The owner of one ICU transliterator; nil where ICU's data have none.
@safe private struct TransliteratorHandle: ~Copyable {
    private let pointer: OpaquePointer?

    init() {
        unsafe pointer = bb_transliterator_open()
    }

    deinit {
        if let pointer = unsafe pointer { unsafe bb_transliterator_close(pointer) }
    }

    func map(_ text: String) -> String {
        guard let pointer = unsafe pointer else { return text }
        let units = Array(text.utf16)
        // One sign becomes some eight letters at most.
        let written = unsafe [UInt16](unsafeUninitializedCapacity: units.count * 8 + 64) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            for (index, unit) in units.enumerated() { unsafe start[index] = unit }
            count = unsafe bb_transliterate(pointer, start, units.count, buffer.count)
        }
        return written.isEmpty ? text : String(decoding: written, as: UTF16.self)
    }
}
