import HTTPClient
import Listener
import TestKit
import Testing

@Suite("Which addresses may be connected to")
struct AddressPolicyTests {
    private func bits(_ text: String) throws -> UInt128 { try #require(IPAddress(text)).bits }

    @Test(
        "nothing that is not public, however it is written",
        arguments: [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
            "172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::", "::1", "fe80::1", "fc00::1",
            "fd12:3456::1",
            "ff02::1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "2001::1",
            "2001:db8::1",
            "fec0::1", "100::1", "::127.0.0.1",
        ])
    func closed(address: String) throws {
        #expect(try !AddressPolicy().allows(bits(address)))
    }

    @Test(
        "everything public",
        arguments: [
            "8.8.8.8", "157.240.1.35", "172.32.0.1", "100.128.0.1", "2a03:2880:f12d:83:face:b00c:0:25de",
            "2606:4700::1111",
            "64:ff9b::808:808", "2002:808:808::1", "192.0.1.1", "11.0.0.1",
        ])
    func open(address: String) throws {
        #expect(try AddressPolicy().allows(bits(address)))
    }

    @Test("what is named, and nothing beside it")
    func named() throws {
        let policy = AddressPolicy(alsoAllowed: [
            .init(bits: try bits("127.0.0.1"), prefix: 128), .init(bits: try bits("10.1.0.0"), prefix: 112),
        ])
        #expect(try policy.allows(bits("127.0.0.1")) && policy.allows(bits("10.1.255.1")))
        #expect(
            try !policy.allows(bits("127.0.0.2")) && !policy.allows(bits("10.2.0.1")) && !policy.allows(bits("::1")))
    }

    @Test("a request is not let out to this machine, by address or by name, unless that is named")
    func connecting() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                connection.answer(request.head.hasPrefix("GET /a?b=c HTTP/1.1") ? 200 : 400, "{}")
            }
        }
        defer { server.stop() }
        try await withClient { client in
            for host in ["127.0.0.1", "localhost"] {
                let url = try EndpointURL(exactly: "http://\(host):\(server.port)/a?b=c")
                let barred = await client.send(.get(url, addresses: AddressPolicy()))
                #expect(barred.failure?.cause == .barred && barred.failure?.reach == .neverSent)
            }
            #expect(server.seen.connections == 0)
            let url = try EndpointURL(exactly: "http://127.0.0.1:\(server.port)/a?b=c")
            let policy = AddressPolicy(alsoAllowed: [.init(bits: try bits("127.0.0.1"), prefix: 128)])
            for _ in 0..<2 {
                let answer = try await client.send(.get(url, addresses: policy)).get()
                #expect(answer.status == 200)
            }
            // A connection that one request was let out on is none for the next.
            #expect(server.seen.connections == 2)
            #expect(try await client.send(.get(url)).get().status == 200)
            #expect(await client.send(.get(url, addresses: AddressPolicy())).failure?.cause == .barred)
        }
    }
}
