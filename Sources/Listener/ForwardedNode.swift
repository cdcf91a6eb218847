/// One hop's name for the one before it, as `X-Forwarded-For` and `Forwarded` (RFC 7239, 6) write it.
enum ForwardedNode {
    /// The address in it, with or without a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`. Nil for `unknown`,
    /// for a made-up name such as `_hidden`, and for what is no address.
    static func address(_ text: ArraySlice<UInt8>) -> IPAddress? {
        let text = trimmed(text)
        if text.first == UInt8(ascii: "[") {
            guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            let inside = text[(text.startIndex + 1)..<close]
            guard inside.contains(UInt8(ascii: ":")), isPort(text[(close + 1)...]) else { return nil }
            return IPAddress(inside)
        }
        if let address = IPAddress(text) { return address }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isPort(text[colon...]) else { return nil }
        return IPAddress(text[..<colon])
    }

    /// Nothing, or a colon with a port or a made-up one (RFC 7239, 6: `obfport`).
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        let port = text.dropFirst()
        guard first == UInt8(ascii: ":"), let mark = port.first else { return false }
        if mark == UInt8(ascii: "_") { return port.count > 1 }
        return port.count <= 5 && port.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while let first = text.first, isBlank(first) { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
