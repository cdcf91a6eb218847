import BoardCRM
import Bridge
import Listener
import Mapping
import Outbox
import Testing

@testable import Configuration

@Suite("boardbridge.yaml becomes settings")
struct ServiceSettingsTests {
    /// The settings of a main file that must be sound.
    private func settings(_ text: String, environment: [String: String] = [:]) throws -> ServiceSettings {
        let loading = load(["boardbridge.yaml": text], environment: environment)
        #expect(loading.complaints.map(\.description) == [])
        return try #require(loading.configuration).service
    }

    @Test("what is not said has the documented default")
    func defaults() throws {
        let settings = try settings(smallestService)
        #expect(settings.listen == [.tcp(host: "127.0.0.1", port: 8080)])
        #expect(settings.trustedProxies == .loopback)
        #expect(settings.publicURL == nil)
        #expect(settings.store == .sqlite(path: "/etc/bridge/bridge.db"))
        #expect(settings.crm.url == "https://api.boardcrm.io/api")
        #expect(settings.crm.accessToken.revealed() == "tok-for-tests")
        #expect(settings.crm.format == .json)
        #expect(settings.crm.inFlight == 8)
        #expect(settings.crm.connectTime == .seconds(5))
        #expect(settings.crm.totalTime == .seconds(30))
        #expect(settings.retry == .standard)
        #expect(settings.limits == LimitSettings())
        #expect(settings.log == LogSettings())
        #expect(settings.loops == nil)
    }

    @Test("every key is read")
    func everything() throws {
        let text = """
            listen: ["[::1]:9000", localhost:0, unix:run/http.sock]
            trusted_proxies: [10.0.0.0/8, "::1", unix]
            client_address: forwarded
            public_url: https://Leads.example.com:443/in/
            store: sqlite:/var/lib/x.db
            crm:
              url: http://127.0.0.1:9999/api/
              access_token: ${TOKEN}
              format: multipart
              in_flight: 256
              timeouts: { connect: 300ms, total: 1m30s }
            retry: { schedule: [20ms, 5s, 1h, 7d] }
            limits:
              { body: 64MiB, head: 1KiB, head_fields: 10, fields: 1, connections: 5, head_time: 1s, body_time: 1h,
                idle_time: 2s, write_time: 3s, shutdown_time: 0s, connections_per_client: 6, buffered: 65MiB,
                body_rate: 10B }
            log: { format: json, level: debug }
            loops: 2
            """
        let settings = try settings(text, environment: ["TOKEN": "from-outside"])
        #expect(
            settings.listen == [
                .tcp(host: "::1", port: 9000), .tcp(host: "localhost", port: 0),
                .unix(path: "/etc/bridge/run/http.sock"),
            ])
        let proxies = settings.trustedProxies
        #expect(proxies.unix)
        #expect(proxies.field == .forwarded)
        #expect(proxies.contains(try #require(IPAddress("10.200.3.4"))))
        #expect(proxies.contains(try #require(IPAddress("::ffff:10.1.1.1"))))
        #expect(proxies.contains(try #require(IPAddress("::1"))))
        #expect(!proxies.contains(try #require(IPAddress("127.0.0.1"))))
        #expect(settings.publicURL == "https://leads.example.com/in")
        #expect(settings.store == .sqlite(path: "/var/lib/x.db"))
        #expect(settings.crm.url == "http://127.0.0.1:9999/api")
        #expect(settings.crm.accessToken.revealed() == "from-outside")
        #expect(settings.crm.format == .multipart)
        #expect(settings.crm.inFlight == 256)
        #expect(settings.crm.connectTime == .milliseconds(300))
        #expect(settings.crm.totalTime == .seconds(90))
        #expect(settings.retry == .schedule([.milliseconds(20), .seconds(5), .seconds(3600), .seconds(604_800)]))
        #expect(settings.limits.body == 64 << 20)
        #expect(settings.limits.head == 1024)
        #expect(settings.limits.headFields == 10)
        #expect(settings.limits.fields == 1)
        #expect(settings.limits.connections == 5)
        #expect(settings.limits.connectionsPerClient == 6)
        #expect(settings.limits.buffered == 65 << 20)
        #expect(settings.limits.bodyRate == 10)
        #expect(settings.limits.headTime == .seconds(1))
        #expect(settings.limits.bodyTime == .seconds(3600))
        #expect(settings.limits.idleTime == .seconds(2))
        #expect(settings.limits.writeTime == .seconds(3))
        #expect(settings.limits.shutdownTime == .zero)
        #expect(settings.log.format == .json)
        #expect(settings.log.level == .debug)
        #expect(settings.loops == 2)
    }

    @Test("an empty list trusts nobody")
    func nobody() throws {
        #expect(try settings("trusted_proxies: []\n" + smallestService).trustedProxies == TrustedProxies())
    }

    @Test("a place to listen says how it is listened on")
    func points() throws {
        let settings = try settings(
            """
            listen:
              - { address: 127.0.0.1:8080, proxy_protocol: true }
              - { address: unix:http.sock, mode: 0600 }
              - address: "[::1]:9"
            \(smallestService)
            """)
        #expect(
            settings.listen == [
                ListenPoint(.tcp(host: "127.0.0.1", port: 8080), proxyProtocol: true),
                ListenPoint(.unix(path: "/etc/bridge/http.sock"), mode: 0o600), ListenPoint(.tcp(host: "::1", port: 9)),
            ])
        #expect(
            try self.settings("listen: { address: '127.0.0.1:1', proxy_protocol: false }\n" + smallestService).listen
                == [.tcp(host: "127.0.0.1", port: 1)])
    }

    @Test("one value stands for a list of one")
    func single() throws {
        let settings = try settings("listen: unix:/run/b.sock\ntrusted_proxies: unix\n" + smallestService)
        #expect(settings.listen == [.unix(path: "/run/b.sock")])
        #expect(settings.trustedProxies == TrustedProxies(networks: [], unix: true))
    }

    @Test(
        "http is taken for this machine only",
        arguments: ["http://localhost:1/api", "http://[::1]/api", "http://127.9.9.9"])
    func loopback(url: String) throws {
        #expect(try settings("store: sqlite:x\ncrm: { access_token: x, url: '\(url)' }").crm.url == url)
    }

    @Test("a token comes from a file")
    func tokenFile() throws {
        let loading = load([
            "boardbridge.yaml": "store: sqlite:x\ncrm: { access_token: '${file:token}' }", "token": "of-the-file\n",
        ])
        #expect(try #require(loading.configuration).service.crm.accessToken.revealed() == "of-the-file")
    }
}
