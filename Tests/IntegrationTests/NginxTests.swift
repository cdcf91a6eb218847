import TestKit
import Testing
import Wire

extension Integration {
    @Suite("the shipped nginx configuration")
    struct NginxTests {
        private static let good = ["-d", "name=Ada&email=ada@example.com"]

        @Test("health is told to this machine and to nobody else; what is no form is not there")
        func health() async throws {
            let road = try await Road()
            for path in ["/healthz", "/readyz"] {
                #expect(try await road.nginx.curl(path).status == 200)
                #expect(try await road.nginx.curl(path, ["--interface", "127.0.0.2"]).status == 403)
                #expect(try await Curl.send([road.service.url + path]).status == 200)
            }
            for path in ["/", "/console", "/boardbridge-unavailable/json"] {
                #expect(try await road.nginx.curl(path).status == 404)
            }
        }

        @Test("plain HTTP is sent to TLS in a way that keeps a post a post")
        func redirect() async throws {
            let road = try await Road()
            let answer = try await Curl.send(
                road.nginx.trust + Self.good
                    + ["-L", "http://\(Nginx.host):\(road.nginx.plainPort)/f/contact?campaign=spring"])
            #expect(answer.statuses == [308, 200])
            let id = try #require(try answer.json["id"]?.string)
            #expect(try await road.service.folder.submission(id)["query"]?.string == "campaign=spring")
            #expect(road.nginx.accessLog.contains(#""POST /f/contact" 200"#))
            #expect(!road.nginx.accessLog.contains("campaign"))
        }

        @Test("TLS 1.2 and 1.3 and nothing older; one X-Request-Id and HSTS on every answer")
        func tls() async throws {
            let road = try await Road()
            for version in ["1.2", "1.3"] {
                let answer = try await road.nginx.curl("/f/none", ["--tlsv\(version)", "--tls-max", version])
                #expect(answer.status == 404)
                #expect(answer.field("x-request-id")?.isEmpty == false)
                #expect(answer.field("strict-transport-security") == "max-age=31536000")
            }
            await #expect(throws: TestFailure.self) {
                try await road.nginx.curl(
                    "/f/none", ["--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"])
            }
            let old = try await road.nginx.curl("/f/none", ["--http1.1"])
            #expect(old.version == "1.1")
            let own = try await road.nginx.curl("/nothing")
            #expect(own.field("x-request-id")?.count == 32)
        }

        @Test("while the service is away, scripts and browsers are told to come again; afterwards it goes on by itself")
        func away() async throws {
            let road = try await Road()
            #expect(try await road.post("contact", Self.good).status == 200)
            try await road.service.process.killAndWait()
            let answer = try await road.post("contact", Self.good)
            #expect(answer.status == 503)
            #expect(answer.field("retry-after") == "10")
            #expect(answer.field("content-type") == "application/problem+json")
            #expect(answer.field("x-request-id")?.count == 32)
            #expect(try answer.json["status"]?.int64 == 503)
            let page = try await road.post("contact", ["-H", "Accept: text/html"] + Self.good)
            #expect(page.status == 503)
            #expect(page.field("retry-after") == "10")
            #expect(page.field("content-type") == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>Not sent</h1>"))
            #expect(road.nginx.accessLog.contains(#""POST /f/contact" 503"#))

            let main = road.service.folder.scratch.read("config/boardbridge.yaml")
            try road.service.folder.scratch.write(
                main.replacing("127.0.0.1:0", with: "127.0.0.1:\(road.service.port)"), to: "config/boardbridge.yaml")
            let again = try await Service(road.service.folder)
            #expect(try await road.post("contact", Self.good).status == 200)
            #expect(try await again.folder.settled().count == 2)
        }

        @Test("a UNIX socket does as well as a port, and nginx is believed there too")
        func unixSocket() async throws {
            let road = try await Road(unix: true)
            let answer = try await road.post(
                "contact", Self.good + ["--interface", "127.0.0.7", "-H", "X-Forwarded-For: 203.0.113.9"])
            let id = try #require(try answer.json["id"]?.string)
            #expect(try await road.service.folder.submission(id)["client_address"]?.string == "127.0.0.7")
            #expect(try await road.service.stop() == .status(0))
            #expect(!road.service.folder.scratch.names.contains("http.sock"))
        }

        @Test("a post whose connection breaks is never sent again by nginx")
        func sentOnce() async throws {
            let road = try await Road()
            let server = try RawServer { connection in
                guard connection.readRequest() != nil else { return }
                connection.answer()
                // The second is read whole on the connection that was kept, and never answered.
                _ = connection.readRequest()
            }
            defer { server.stop() }
            let nginx = try await Nginx(before: road.service) { text in
                text.replacing(
                    "server 127.0.0.1:8080;", with: "server 127.0.0.1:\(server.port);\n# server 127.0.0.1:8080;")
            }
            #expect(try await nginx.curl("/f/contact", Self.good).status == 200)
            #expect(try await nginx.curl("/f/contact", Self.good).status == 503)
            #expect(server.seen.requests == 2)
        }

        @Test("connections to the service are kept and used again")
        func keepAlive() async throws {
            let road = try await Road()
            let server = try RawServer { connection in
                while connection.readRequest() != nil { connection.answer() }
            }
            defer { server.stop() }
            let nginx = try await Nginx(before: road.service) { text in
                text.replacing(
                    "server 127.0.0.1:8080;", with: "server 127.0.0.1:\(server.port);\n# server 127.0.0.1:8080;")
            }
            for _ in 0..<5 { #expect(try await nginx.curl("/f/contact", Self.good).status == 200) }
            #expect(server.seen.requests == 5)
            #expect(server.seen.connections == 1)
        }

        @Test("the rate limit works once its comment signs are taken off")
        func rateLimit() async throws {
            let road = try await Road { text in text.replacing("#limit_req", with: "limit_req") }
            let answer = try await poll("the limit") {
                let answer = try await road.post("none", Self.good)
                return answer.status == 404 ? nil : answer
            }
            #expect(answer.status == 429)
            #expect(answer.field("retry-after") == "60")
            #expect(answer.field("content-type") == "application/problem+json")
        }

        @Test("the service's own 503 passes as it is, with one Retry-After")
        func ownUnavailable() async throws {
            let road = try await Road()
            let server = try RawServer { connection in
                while connection.readRequest() != nil {
                    connection.answer(
                        503, fields: ["Retry-After: 5", "X-Request-Id: 0123456789abcdef"], "from the service")
                }
            }
            defer { server.stop() }
            let nginx = try await Nginx(before: road.service) { text in
                text.replacing(
                    "server 127.0.0.1:8080;", with: "server 127.0.0.1:\(server.port);\n# server 127.0.0.1:8080;")
            }
            let answer = try await nginx.curl("/f/contact", Self.good)
            #expect(answer.status == 503)
            #expect(answer.fields("retry-after") == ["5"])
            #expect(answer.fields("x-request-id") == ["0123456789abcdef"])
            #expect(answer.text == "from the service")
        }

        @Test("the largest body there may be goes through, in every framing, and never by way of a file of nginx's")
        func largest() async throws {
            let road = try await Road()
            let frame = #"{"person":{"name":"Ada"},"filler":""}"#
            let filler = String(repeating: "x", count: (1 << 20) - frame.utf8.count)
            let file = try road.service.folder.scratch.write(
                frame.dropLast(2) + filler + "\"}", to: "largest")
            for framing in [[], ["--http1.1"], ["--http1.1", "-H", "Transfer-Encoding: chunked"]] {
                let answer = try await road.post(
                    "webhook", framing + ["-H", "Content-Type: application/json", "--data-binary", "@" + file])
                #expect(answer.status == 200)
            }
            let sizes = try await road.service.folder.settled().map { $0["content_size"]?.int64 }
            #expect(sizes == [1 << 20, 1 << 20, 1 << 20])
            // It would warn of a body that it keeps in a file.
            #expect(road.nginx.errors.isEmpty)
        }
    }
}
