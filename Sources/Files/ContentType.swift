internal import CMagic

/// libmagic: what content is, by its first bytes. One thread's at a time.
@safe
final class ContentType {
    /// How many bytes it looks at.
    static let sample = 64 * 1024

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
        // because libmagic reads the bytes within the call, and its answer is copied before the next one.
        unsafe beginning.withUnsafeBufferPointer { bytes in
            guard let type = unsafe bb_magic_type(magic, bytes.baseAddress, bytes.count) else {
                return "application/octet-stream"
            }
            return unsafe String(cString: type)
        }
    }
}
