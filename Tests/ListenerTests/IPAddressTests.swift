import Listener
import Testing

@Suite("IP addresses are read strictly")
struct IPAddressTests {
    @Test(
        "what is an address",
        arguments: [
            ("0.0.0.0", UInt128(0xffff) << 32), ("127.0.0.1", 0xffff_7f00_0001), ("255.255.255.255", 0xffff_ffff_ffff),
            ("::", 0), ("::1", 1), ("1::", 1 << 112), ("::ffff:127.0.0.1", 0xffff_7f00_0001),
            ("2001:db8::8:800:200c:417a", 0x2001_0db8_0000_0000_0008_0800_200c_417a),
            ("2001:DB8:0:0:8:800:200C:417A", 0x2001_0db8_0000_0000_0008_0800_200c_417a),
            ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
            ("1:2:3:4:5:6:1.2.3.4", 0x0001_0002_0003_0004_0005_0006_0102_0304),
            ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004_0005_0006_0007_0000),
        ])
    func sound(text: String, bits: UInt128) throws {
        #expect(try #require(IPAddress(text)).bits == bits)
    }

    @Test(
        "what is none",
        arguments: [
            "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "1..2.3", "a.b.c.d", ":", ":::", "1:2",
            "12345::",
            "1::2::3", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "::g", "fe80::1%eth0", "[::1]",
            "1:",
            ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "１.2.3.4",
        ])
    func unsound(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("a network holds what shares its prefix")
    func networks() throws {
        let home = TrustedProxies.loopback
        #expect(home.contains(try #require(IPAddress("127.255.0.1"))))
        #expect(home.contains(try #require(IPAddress("::1"))))
        #expect(!home.contains(try #require(IPAddress("128.0.0.1"))))
        #expect(!home.contains(try #require(IPAddress("::2"))))
        let all = TrustedProxies.Network(address: IPAddress(bits: 5), prefix: 0)
        #expect(all.contains(IPAddress(bits: .max)))
    }
}
