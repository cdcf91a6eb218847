/// Names and addresses of this machine itself: `localhost`, 127.0.0.0/8 (RFC 1122, section 3.2.1.3) and ::1 (RFC 4291, section 2.5.3).
enum Loopback {
    /// Whether a host as it stands in an address, in lower case, is this machine for certain; other spellings of the same are not known here.
    static func isNamed(by host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "127" else { return false }
        return parts.allSatisfy { part in
            // A leading zero would make libcurl read the part as octal.
            guard part == "0" || part.first != "0", part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return false
            }
            return Int(part).map { (0...255).contains($0) } ?? false
        }
    }
}
