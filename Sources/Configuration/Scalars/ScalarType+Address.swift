import Listener
import Bridge

extension ScalarType where Value == ListenAddress {
    /// `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `unix:PATH`; a relative path starts at `folder`.
    static func listenAddress(folder: String) -> Self {
        ScalarType("ADDRESS:PORT or unix:PATH", schema: .form("unix:.+|.*:[0-9]+"), isPublic: true) {
            text throws(Mismatch) in
            if text.hasPrefix("unix:") {
                let path = String(text.dropFirst(5))
                guard !path.isEmpty, !path.utf8.contains(0) else {
                    throw Mismatch("write unix:/run/boardbridge/http.sock")
                }
                let full = path.resolved(in: folder)
                // The longest that fits sun_path with its closing zero (unix(7)).
                guard full.utf8.count <= 107 else { throw Mismatch("a socket's path is at most 107 bytes long") }
                return .unix(path: full)
            }
            let end = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
            if let end = text.firstRange(of: "://")?.upperBound {
                throw Mismatch("write it without \(text[..<end])")
            }
            guard let colon = text[end...].lastIndex(of: ":") else { throw Mismatch(hint(withoutPort: text)) }
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy(\.isDecimalDigit), let port = Int(digits), port <= 65_535 else {
                throw Mismatch("a port is a number from 0 to 65535")
            }
            let host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") {
                let bare = host.dropFirst().dropLast()
                guard bare.contains(":"), IPAddress(bare) != nil else {
                    throw Mismatch("no IPv6 address stands in brackets")
                }
                return .tcp(host: bare.lowercased(), port: port)
            }
            if host == "localhost" || IPAddress(host)?.isIPv4 == true { return .tcp(host: String(host), port: port) }
            switch host {
            case "": throw Mismatch("write 127.0.0.1:\(port)")
            case "*": throw Mismatch("write 0.0.0.0:\(port)")
            case _ where host.contains(":"): throw Mismatch(inBrackets)
            default: throw Mismatch("write an address; a name is not looked up")
            }
        }
    }

    /// Without quotes YAML takes the brackets for a list.
    private static var inBrackets: String {
        #"write "[::1]:8080": an IPv6 address stands in brackets, and they in quotes"#
    }

    private static func hint(withoutPort text: String) -> String? {
        if text == "localhost" { return "write 127.0.0.1:8080" }
        if let port = Int(text), (1...65_535).contains(port) { return "write 127.0.0.1:\(port)" }
        if IPAddress(text)?.isIPv4 == true { return "write \(text):8080" }
        return text.hasPrefix("/") ? "write unix:\(text)" : nil
    }
}
