import Glibc

/// Runs small commands for tests.
enum RawShell {
    /// What a command wrote to its standard output until its end.
    static func output(of command: String) -> String {
        guard let stream = unsafe popen(command, "r") else { return "" }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(stream), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        unsafe pclose(stream)
        return String(decoding: bytes, as: UTF8.self)
    }
}
