import Glibc

/// A pipe for tests: what is written to one end is read back at the other.
public final class Pipe {
    /// Where to write.
    public let writeEnd: Int32
    private let readEnd: Int32

    /// Makes a pipe.
    public init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw RawClientError("pipe", errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        // A child of another test that had the writing end would keep `finish` waiting.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    /// Reads what there is, at most so much.
    public func read(atMost limit: Int) -> Int {
        var buffer = [UInt8](repeating: 0, count: limit)
        return unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(readEnd, $0.baseAddress, $0.count) }
    }

    /// Closes the writing end and reads all that was written; it must fit the pipe's buffer of 64 KiB.
    public func finish() throws -> String {
        close(writeEnd)
        defer { close(readEnd) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(readEnd, $0.baseAddress, $0.count) }
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text.append(contentsOf: buffer[..<count])
        }
    }
}
