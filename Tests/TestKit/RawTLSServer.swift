import Foundation
import Glibc
import Synchronization

/// `openssl s_server` for one connection: what the client writes comes out of one pipe, what goes into the other is sent to it.
public final class RawTLSServer: Sendable {
    /// The port on 127.0.0.1.
    public let port: UInt16

    private let certificate: RawCertificate
    private let process: Int32
    private let fromClient: Int32
    private let toClient: Int32
    private let seen = Mutex("")

    /// Starts listening with this certificate.
    public init(certificate: RawCertificate) throws {
        self.certificate = certificate
        let folder = certificate.folder
        let into = "\(folder)/in-\(UUID().uuidString)"
        let out = "\(folder)/out-\(UUID().uuidString)"
        unsafe mkfifo(into, 0o600)
        unsafe mkfifo(out, 0o600)
        // Everything but the pipes is cut off, or the shell's output would end only with the server.
        let command = """
            exec openssl s_server -accept 127.0.0.1:0 -naccept 1 -cert \(certificate.certificateFile) \
            -key \(certificate.keyFile) <\(into) >\(out)
            """
        let started = RawShell.output(of: "sh -c '\(command)' >/dev/null 2>&1 & echo $!")
        guard let process = Int32(started.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw RawServerError(operation: "openssl s_server", code: 1)
        }
        self.process = process
        // In the order in which the shell opens them, since each end waits for the other.
        toClient = unsafe Glibc.open(into, O_WRONLY)
        fromClient = unsafe Glibc.open(out, O_RDONLY)
        var text = ""
        while !(text.contains("ACCEPT") && text.hasSuffix("\n")), let more = RawTLSServer.read(fromClient) {
            text += more
        }
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT") }),
            let port = line.split(separator: ":").last.flatMap({ UInt16($0) })
        else { throw RawServerError(operation: "openssl s_server", code: 2) }
        self.port = port
    }

    /// Waits until the client's bytes hold `text`, sends an answer, and returns all that the server wrote so far.
    public func answer(after text: String, with answer: String) async -> String {
        await aside {
            self.seen.withLock { seen in
                while !seen.contains(text), let more = RawTLSServer.read(self.fromClient) { seen += more }
                let bytes = Array(answer.utf8)
                _ = unsafe bytes.withUnsafeBytes { unsafe write(self.toClient, $0.baseAddress, $0.count) }
                return seen
            }
        }
    }

    /// Waits for the process's own end and returns all that it wrote.
    public func remainder() async -> String {
        await aside {
            self.seen.withLock { seen in
                while let more = RawTLSServer.read(self.fromClient) { seen += more }
                return seen
            }
        }
    }

    deinit {
        kill(process, SIGTERM)
        close(fromClient)
        close(toClient)
    }

    /// On a thread of its own, since tests share few threads and the client needs one of them.
    private func aside(_ work: @escaping @Sendable () -> String) async -> String {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: work()) }.start()
        }
    }

    private static func read(_ descriptor: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
}
