import Testing

@testable import Listener

@Suite("Forwarded is read by its grammar")
struct ForwardedElementTests {
    @Test(
        "what a proxy says is taken from it",
        arguments: [
            ("for=192.0.2.43", [ForwardedElement(client: IPAddress("192.0.2.43"))]),
            ("For=\"[2001:db8::1]:4711\";Proto=HTTPS", [.init(client: IPAddress("2001:db8::1"), scheme: .https)]),
            (
                "for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com",
                [.init(client: IPAddress("192.0.2.43")), .init(client: IPAddress("198.51.100.17"), scheme: .http)]
            ),
            ("for=192.0.2.43:80", [.init(client: IPAddress("192.0.2.43"))]),
            ("for=[2001:db8::1]", [.init(client: IPAddress("2001:db8::1"))]),
            ("for=\"192.0.2.4\\3\"", [.init(client: IPAddress("192.0.2.43"))]),
            ("for=_obf", [.init()]), ("for=\"_gazonk:_port\"", [.init()]), ("for=unknown", [.init()]),
            ("for=2001:db8::1", [.init(client: IPAddress("2001:db8::1"))]), ("proto=wss", [.init()]),
            ("proto=https", [.init(scheme: .https)]), ("", []), (" , ,", []),
            ("for=192.0.2.1 ; proto=https ,", [.init(client: IPAddress("192.0.2.1"), scheme: .https)]),
            ("secret=\"a, for=10.0.0.1\"", [.init()]),
        ])
    func sound(value: String, elements: [ForwardedElement]) {
        #expect(ForwardedElement.list(in: Array(value.utf8)[...]) == elements)
    }

    @Test(
        "a value that breaks the grammar says nothing",
        arguments: [
            "for", "for=", "=192.0.2.1", "for=\"192.0.2.1", "for=192.0.2.1 proto=https", "for=\"a\"b", "for=a b",
            "for=192.0.2.1;for=10.0.0.1", "for=\"a\\", "fo r=1", "for =1", "for= 1", "for=\"x, for=203.0.113.9",
            "for=\"x, for=\"[2001:db8::9]:4711\"", "proto=http;proto=https",
        ])
    func broken(value: String) {
        #expect(ForwardedElement.list(in: Array(value.utf8)[...]) == nil)
    }

    @Test(
        "a node is an address with or without a port, or none",
        arguments: [
            (" 192.0.2.1\t", "192.0.2.1"), ("192.0.2.1:4711", "192.0.2.1"), ("[2001:db8::1]:_p", "2001:db8::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"), ("[192.0.2.1]", nil), ("192.0.2.1:x", nil), ("[2001:db8::1", nil),
            ("[2001:db8::1]x", nil), ("192.0.2.1:123456", nil), ("", nil), ("unknown", nil), ("192.0.2.1,", nil),
        ])
    func nodes(text: String, address: String?) {
        #expect(ForwardedNode.address(Array(text.utf8)[...])?.description == address)
    }
}
