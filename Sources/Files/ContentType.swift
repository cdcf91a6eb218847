internal import CMagic

/// libmagic: what content is, by its first bytes. One thread's at a time.
@safe
final class ContentType {
    /// How many bytes it looks at.
    static let sample = 64 * 1024
    /// How many of text: every pattern is tried there, up to 1.3 ms a KiB of what a stranger chose. HTML is looked for in as many.
    static let textSample = 4096

    private let magic: OpaquePointer

    /// Opens the database that comes with the library; nil where it is not installed.
    init?() {
        guard let magic = unsafe bb_magic_open() else { return nil }
        unsafe self.magic = magic
    }

    deinit {
        // because the handle is libmagic's, and no one else has it.
        unsafe bb_magic_close(magic)
    }

    /// The media type of what begins so; `application/octet-stream` where nothing is known of it.
    func of(_ beginning: [UInt8]) -> String {
        let count = Self.mayBeText(beginning.span) ? min(beginning.count, Self.textSample) : beginning.count
        // because libmagic reads the bytes within the call, and its answer is copied before the next one.
        return unsafe beginning.withUnsafeBufferPointer { bytes in
            guard let type = unsafe bb_magic_type(magic, bytes.baseAddress, count) else {
                return "application/octet-stream"
            }
            return unsafe String(cString: type)
        }
    }

    /// Whether libmagic may take it for text, in whatever encoding: there is none of the bytes that no text has in ASCII, Latin or EBCDIC, or
    /// it begins as UTF-16 or UTF-32 does. Zeros at the end it leaves out.
    static func mayBeText(_ bytes: Span<UInt8>) -> Bool {
        var count = bytes.count
        while count > 0, bytes[count - 1] == 0 { count -= 1 }
        guard count > 1 else { return true }
        switch (bytes[0], bytes[1]) {
        case (0xFE, 0xFF), (0xFF, 0xFE): return true
        case (0, 0) where count > 3 && bytes[2] == 0xFE && bytes[3] == 0xFF: return true
        default: break
        }
        for index in 0..<count where bytes[index] < 0x15 {
            if bytes[index] < 0x05 || bytes[index] == 0x06 || bytes[index] >= 0x0E { return false }
        }
        return true
    }
}
