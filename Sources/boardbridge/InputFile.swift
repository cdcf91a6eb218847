internal import Glibc

/// Reads a file, or standard input for `-`, whole.
enum InputFile {
    static let limit = 64 << 20

    /// Whether there is a file of this name.
    static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("cannot read \(path): \(unsafe String(cString: strerror(errno)))") }
        defer { if descriptor > 0 { close(descriptor) } }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            // because read fills the array it is handed, for the length of the call.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("cannot read \(path): \(unsafe String(cString: strerror(errno)))") }
            if count == 0 { return content }
            content.append(contentsOf: buffer[..<count])
            if content.count > limit { throw Failure("\(path) is larger than \(limit) bytes") }
        }
    }
}
