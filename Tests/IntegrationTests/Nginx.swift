import Foundation
import TestKit

/// The real nginx in the foreground, with the configuration that is shipped: host name, ports, files and the service's address are
/// replaced in its text, and nothing else.
final class Nginx: Sendable {
    static let host = "localhost"

    let port: Int
    let plainPort: Int
    private let scratch: ScratchFolder
    private let certificate: RawCertificate
    private let process: ChildProcess

    /// Starts it in front of a service and waits until it answers.
    ///
    /// - Parameter change: a last change of the shipped text, for what is commented out there.
    init(before service: Service, change: (String) -> String = { $0 }) async throws {
        scratch = try ScratchFolder("nginx")
        certificate = try RawCertificate()
        (port, plainPort) = (Int(try RawServer.unusedPort()), Int(try RawServer.unusedPort()))
        let shipped = try change(Self.shipped())
        let text = try Self.replace(
            [
                ("server 127.0.0.1:8080;", "server 127.0.0.1:\(service.port);"),
                ("listen 80;", "listen 127.0.0.1:\(plainPort);"),
                // A machine for tests may have no IPv6.
                ("listen [::]:80;", ""),
                ("listen [::]:443 ssl http2;", ""),
                ("listen 443 ssl http2;", "listen 127.0.0.1:\(port) ssl http2;"),
                ("https://leads.example.com$request_uri", "https://leads.example.com:\(port)$request_uri"),
                ("/etc/letsencrypt/live/leads.example.com/fullchain.pem", certificate.certificateFile),
                ("/etc/letsencrypt/live/leads.example.com/privkey.pem", certificate.keyFile),
                ("/var/log/nginx/boardbridge.log", scratch.path + "/access.log"),
                ("/var/www/html", scratch.path),
                ("leads.example.com", Self.host),
            ], in: shipped)
        let site = try scratch.write(text, to: "boardbridge.conf")
        let main = try scratch.write(Self.main(site, scratch.path), to: "nginx.conf")
        process = try ChildProcess("/usr/sbin/nginx", ["-c", main, "-p", scratch.path, "-e", "stderr"])
        let (port, process) = (port, process)
        _ = try await poll("nginx's port") {
            if process.hasEnded { throw TestFailure("nginx ended: \(process.errors)") }
            return try? RawClient(port: port)
        }
    }

    var url: String { "https://\(Self.host):\(port)" }

    /// What curl needs to trust it: its certificate is verified.
    var trust: [String] { ["--cacert", certificate.certificateFile] }

    /// What it told of each request.
    var accessLog: String { scratch.read("access.log") }

    /// What it complained about.
    var errors: String { process.errors }

    /// curl to an address here.
    func curl(_ path: String, _ arguments: [String] = []) async throws -> CurlAnswer {
        try await Curl.send(trust + arguments + [url + path])
    }

    /// As little as nginx needs around the shipped file, with what Debian's nginx.conf sets; one process, which ends with us.
    private static func main(_ site: String, _ folder: String) -> String {
        """
        daemon off;
        master_process off;
        pid \(folder)/nginx.pid;
        error_log stderr warn;
        events { worker_connections 512; }
        http {
            include /etc/nginx/mime.types;
            default_type application/octet-stream;
            gzip on;
            sendfile on;
            tcp_nopush on;
            client_body_temp_path \(folder)/body;
            proxy_temp_path \(folder)/proxy;
            fastcgi_temp_path \(folder)/fastcgi;
            uwsgi_temp_path \(folder)/uwsgi;
            scgi_temp_path \(folder)/scgi;
            include \(site);
        }
        """
    }

    private static func shipped() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("deploy/nginx/boardbridge.conf"), encoding: .utf8)
    }

    /// Each must be found, or the shipped file is not the one that this was written for.
    private static func replace(_ pairs: [(String, String)], in text: String) throws -> String {
        var text = text
        for (old, new) in pairs {
            guard text.contains(old) else { throw TestFailure("not in the shipped nginx file: \(old)") }
            text = text.replacingOccurrences(of: old, with: new)
        }
        return text
    }
}
