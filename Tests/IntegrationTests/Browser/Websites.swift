import Foundation
import Listener
import SampleSite
import TestKit
import Wire

/// The demo's websites as the outside has them: each on a host name of its own, all behind nginx with TLS, and the real service.
final class Websites: Sendable {
    let sandbox: SandboxProcess
    let service: Service
    let nginx: Nginx
    let browser: Chromium
    /// The shop's address, without a slash at its end.
    let shop: String
    /// The landing page's.
    let landing: String
    private let site: SampleSite

    init() async throws {
        let ports = (try RawServer.unusedPort(), try RawServer.unusedPort())
        let shop = "https://shop.localhost:\(ports.0)"
        let landing = "https://landing.localhost:\(ports.1)"
        (self.shop, self.landing) = (shop, landing)
        sandbox = try await SandboxProcess(token: ServiceFolder.token)
        let folder = try ServiceFolder(crm: sandbox.api, more: "public_url: https://leads.example.com")
        for name in ["contact", "callback", "quote", "apply", "offer"] {
            try folder.write(
                form: name,
                Self.demoForm(name).replacing("${DEMO_SITE}", with: shop).replacing("${DEMO_LANDING}", with: landing))
        }
        service = try await Service(folder)
        let site = try SampleSite(
            listen: .tcp(host: "127.0.0.1", port: 0), intakeURL: "", boardURL: sandbox.board)
        self.site = site
        nginx = try await Nginx(before: service) { text in
            text + Self.server("shop.localhost", Int(ports.0), before: "\(site.address)")
                + Self.server("landing.localhost", Int(ports.1), before: "\(site.landingAddress)")
        }
        site.intakeURL = nginx.url
        site.tell(site: shop + "/", landing: landing + "/")
        browser = try Chromium(["--ignore-certificate-errors"])
    }

    /// Runs a test with all of it, and ends what has to be ended.
    static func run(_ body: (Websites) async throws -> Void) async throws {
        let websites = try await Websites()
        do {
            try await body(websites)
        } catch {
            await websites.site.stop(grace: .zero)
            throw error
        }
        await websites.site.stop(grace: .zero)
    }

    /// The deals, once there are so many and nothing waits that could make more of them.
    func deals(_ count: Int) async throws -> [JSONValue] {
        _ = try await sandbox.deals(count)
        _ = try await service.folder.settled()
        return try await sandbox.deals(count)
    }

    /// How many requests of this method to this path nginx has answered, and with which status each.
    func statuses(_ method: String, _ path: String) -> [String] {
        nginx.accessLog.split(separator: "\n").compactMap { line in
            guard let range = line.firstRange(of: "\"\(method) \(path)\" ") else { return nil }
            return String(line.suffix(from: range.upperBound).prefix(3))
        }
    }

    private static func demoForm(_ name: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Sources/boardbridge/demo/\(name).yaml")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// A website of its own. Under /strict/ it has a policy that lets its pages ask nobody, however they are asked for.
    private static func server(_ name: String, _ port: Int, before address: String) -> String {
        """

        server {
            listen 127.0.0.1:\(port) ssl http2;
            server_name \(name);
            ssl_certificate     /etc/letsencrypt/live/leads.example.com/fullchain.pem;
            ssl_certificate_key /etc/letsencrypt/live/leads.example.com/privkey.pem;
            location / { proxy_pass http://\(address); }
            location /strict/ {
                proxy_pass http://\(address)/;
                proxy_hide_header Content-Security-Policy;
                add_header Content-Security-Policy "default-src 'self'; script-src 'self' https://*:*; connect-src 'none'; form-action *";
            }
        }

        """
    }
}
