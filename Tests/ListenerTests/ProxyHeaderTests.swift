import Testing

@testable import Listener

@Suite("The PROXY header is read by its specification")
struct ProxyHeaderTests {
    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]

    /// A header of version 2.
    static func block(_ command: UInt8, _ family: UInt8, _ body: [UInt8]) -> [UInt8] {
        signature + [command, family, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
    }

    private static let version4: [UInt8] = [203, 0, 113, 9, 198, 51, 100, 1, 0x12, 0x67, 0, 80]
    private static let version6: [UInt8] =
        [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [1] + [UInt8](repeating: 9, count: 20)

    private static func client(_ text: String) -> ProxyHeader.Source {
        .client(IPAddress(text).map { .internet($0) } ?? .unix)
    }

    private static let sound: [([UInt8], ProxyHeader.Source)] = [
        (Array("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\n".utf8), client("203.0.113.9")),
        (Array("PROXY TCP6 2001:db8::1 2001:db8::2 0 65535\r\n".utf8), client("2001:db8::1")),
        (Array("PROXY TCP6 ::ffff:203.0.113.9 ::1 1 2\r\n".utf8), client("203.0.113.9")),
        (Array("PROXY UNKNOWN\r\n".utf8), .connection),
        (Array("PROXY UNKNOWN ffff::1 what ever\r\n".utf8), .connection),
        (block(0x21, 0x11, version4), client("203.0.113.9")),
        (block(0x21, 0x11, version4 + [0x04, 0, 2, 1, 2]), client("203.0.113.9")),
        (block(0x21, 0x21, version6), client("2001:db8::1")),
        (block(0x21, 0x31, [UInt8](repeating: 0x2F, count: 216)), .client(.unix)),
        (block(0x21, 0x00, []), .connection), (block(0x21, 0x00, [1, 2, 3]), .connection),
        (block(0x20, 0x00, []), .connection), (block(0x20, 0x11, version4), .connection),
        (block(0x20, 0xFF, [7]), .connection),
        (block(0x21, 0x11, version4 + [UInt8](repeating: 0, count: 4096 - 28)), client("203.0.113.9")),
    ]

    @Test("each header is whole with its last byte and not before, and ends where it ends", arguments: sound)
    func prefixes(header: [UInt8], source: ProxyHeader.Source) {
        for count in 0..<header.count {
            #expect(ProxyHeader.parse(header, from: 0, to: count) == .needsMore, "after \(count) bytes")
        }
        #expect(ProxyHeader.parse(header, from: 0, to: header.count) == .complete(source, end: header.count))
        let inside = [1, 2, 3] + header + Array("GET /\n".utf8)
        #expect(ProxyHeader.parse(inside, from: 3, to: inside.count) == .complete(source, end: header.count + 3))
    }

    @Test(
        "a broken line is refused",
        arguments: [
            ("GET / HTTP/1.1\r\n", ProxyHeader.Fault.missing), ("PROXx", .missing), ("proxy TCP4", .missing),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\n", .line), ("PROXY \r\n", .line),
            ("PROXY TCP5 a\r\n", .line),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 4711\r\n", .line),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 4711 80 \r\n", .line),
            ("PROXY TCP4  203.0.113.9 198.51.100.1 4711 80\r\n", .line),
            ("PROXY TCP4 203.0.113.09 198.51.100.1 4711 80\r\n", .line),
            ("PROXY TCP4 2001:db8::1 198.51.100.1 4711 80\r\n", .line),
            ("PROXY TCP6 203.0.113.9 2001:db8::2 4711 80\r\n", .line),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 65536 80\r\n", .line),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 080 80\r\n", .line),
            ("PROXY TCP4 203.0.113.9 198.51.100.1 -1 80\r\n", .line),
            ("PROXY UNKNOWN " + String(repeating: "x", count: 200), .tooLong),
        ])
    func brokenLines(text: String, fault: ProxyHeader.Fault) {
        #expect(ProxyHeader.parse(Array(text.utf8), from: 0, to: text.utf8.count) == .bad(fault))
    }

    @Test("the longest line is 107 bytes")
    func longestLine() {
        let line = Array(("PROXY UNKNOWN " + String(repeating: "x", count: 91) + "\r\n").utf8)
        #expect(line.count == 107)
        #expect(ProxyHeader.parse(line, from: 0, to: 107) == .complete(.connection, end: 107))
        let longer = Array(("PROXY UNKNOWN " + String(repeating: "x", count: 92) + "\r\n").utf8)
        #expect(ProxyHeader.parse(longer, from: 0, to: 108) == .bad(.tooLong))
    }

    @Test(
        "a broken block is refused as soon as it shows",
        arguments: [
            (block(0x11, 0x11, version4), ProxyHeader.Fault.version), (block(0x22, 0x11, version4), .version),
            (block(0x21, 0x12, version4), .family), (block(0x21, 0x41, version4), .family),
            (block(0x21, 0x11, Array(version4.dropLast())), .length), (block(0x21, 0x21, version4), .length),
            (block(0x21, 0x31, version6), .length), ([13, 10, 13, 10, 1], .missing), ([0], .missing),
            (block(0x21, 0x11, [UInt8](repeating: 0, count: 4081)), .tooLong),
        ])
    func brokenBlocks(bytes: [UInt8], fault: ProxyHeader.Fault) {
        #expect(ProxyHeader.parse(bytes, from: 0, to: min(bytes.count, 16)) == .bad(fault))
    }
}
