import Glibc

extension HTTPClientConfiguration {
    /// Throws the first thing that cannot be right.
    func check() throws(HTTPClientError) {
        guard HTTPField.isValid(value: userAgent) else { throw .invalidUserAgent }
        for duration in [connectTimeout, timeout] {
            guard duration >= .milliseconds(1), duration <= .seconds(86_400) else { throw .invalidLimit }
        }
        guard idleLimit <= .seconds(86_400), answerLimit >= 1, (1...100_000).contains(keptConnections) else {
            throw .invalidLimit
        }
        if let file = certificateAuthorityFile {
            guard unsafe access(file, R_OK) == 0 else { throw .unreadableCertificateAuthorityFile(file) }
        }
    }
}
