import Foundation
import Glibc

/// A self-signed certificate for `localhost` and 127.0.0.1, made by the openssl command in a folder of its own.
public final class RawCertificate: Sendable {
    /// The certificate's file, PEM.
    public let certificateFile: String
    /// The private key's file, PEM.
    public let keyFile: String
    /// The folder that both stand in; removed at the end.
    let folder: String

    /// Whether the openssl command is there.
    public static let canBeMade = RawShell.output(of: "openssl version").hasPrefix("OpenSSL")

    /// Makes a certificate for these names.
    public init(names: String = "DNS:localhost,IP:127.0.0.1") throws {
        folder = NSTemporaryDirectory() + "certificate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        certificateFile = folder + "/certificate.pem"
        keyFile = folder + "/key.pem"
        let words = RawShell.output(
            of: """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test \
                -addext subjectAltName=\(names) -keyout \(keyFile) -out \(certificateFile) 2>&1 || echo FAILED
                """)
        guard !words.contains("FAILED") else { throw RawServerError(operation: "openssl req", code: 1) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
