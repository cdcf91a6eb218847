import BoardCRM
import Foundation
import Listener
import Sandbox
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("a line to the CRM that fails in every way")
    struct FaultTests {
        /// `BOARDBRIDGE_FAULTS` says how many submissions; a hundred unless set, a thousand for `make test-faults`.
        static let count = ProcessInfo.processInfo.environment["BOARDBRIDGE_FAULTS"].flatMap { Int($0) } ?? 100

        static func seed() -> UInt64 {
            ProcessInfo.processInfo.environment["BOARDBRIDGE_SEED"].flatMap { UInt64($0) } ?? .random(in: .min ... .max)
        }

        private static let form = """
            sender: browser
            origins: '*'
            column_id: 1287
            lead: { name: { from: name, required: true }, email: email }
            fields: { description: message }
            """

        /// The proxy's port is reached over http; `https` to it breaks in the handshake, the other addresses are nowhere.
        private static func ways(_ proxy: FaultProxy) throws -> [String] {
            [
                "http://127.0.0.1:\(try RawServer.unusedPort())/api", "https://\(proxy.address)/api",
                "https://boardbridge.invalid/api",
            ]
        }

        private static func configure(_ folder: ServiceFolder, crm: String, reference: String?) throws {
            try folder.scratch.write(
                """
                listen: 127.0.0.1:0
                store: sqlite:\(folder.scratch.path)/boardbridge.db
                crm:
                  url: \(crm)
                  access_token: \(ServiceFolder.token)
                  in_flight: 16
                  timeouts: { connect: 700ms, total: 700ms }
                  settling: 800ms
                  \(reference.map { "reference: \($0)" } ?? "uncertain: hold")
                retry: { schedule: [\(ServiceFolder.patience), \(ServiceFolder.patience)] }
                log: { format: json }
                """, to: "config/boardbridge.yaml")
        }

        @Test(
            "refused, cut, stalled, garbled, paused, without TLS and without a name: every submission makes its deal, and none twice"
        )
        func everyWay() async throws {
            let (seed, count) = (Self.seed(), Self.count)
            try await withSandbox { sandbox in
                guard case .tcp(_, let port) = sandbox.address else { throw TestFailure("no port") }
                let proxy = try FaultProxy(before: port, seed: seed, share: 0.5, silence: 1.2)
                let good = "http://\(proxy.address)/api"
                let folder = try ServiceFolder(crm: good)
                try Self.configure(folder, crm: good, reference: "reference")
                try folder.write(form: "contact", Self.form)
                let service = try await Service(folder)
                let posters = Posters(0..<count, port: service.port)
                async let posting: Void = posters.run()
                for way in try Self.ways(proxy) {
                    _ = try await poll("a deal") { sandbox.deals.count > 0 ? () : nil }
                    try Self.configure(folder, crm: way, reference: "reference")
                    service.process.signal(SIGHUP)
                    try await Task.sleep(for: .milliseconds(300))
                    try Self.configure(folder, crm: good, reference: "reference")
                    service.process.signal(SIGHUP)
                    try await Task.sleep(for: .milliseconds(count > 200 ? 5000 : 800))
                }
                try await posting
                let settled = try await poll("an end", limit: count > 200 ? 580 : 60) { () -> [JSONValue]? in
                    // Each look starts a program.
                    try await Task.sleep(for: .milliseconds(300))
                    let pending = try await folder.submissions("pending")
                    if pending.count * 10 < count * 3 { proxy.spoil(0.2) }
                    return pending.isEmpty ? try await folder.submissions() : nil
                }
                let deals = Dictionary(grouping: sandbox.deals) { $0["reference"] ?? "" }
                let states = Dictionary(grouping: settled) { $0["state"]?.string ?? "" }.mapValues(\.count)
                print("faults: seed \(seed), \(proxy.counts.map { "\($0.key.rawValue) \($0.value)" }.sorted())")
                print("faults: \(states), \(sandbox.deals.count) deals")
                #expect(posters.answered.count == count)
                #expect(states == ["delivered": count])
                #expect(sandbox.deals.count == count)
                let twice = deals.filter { $0.value.count > 1 }
                #expect(twice.isEmpty)
                let (expected, made) = (Set(posters.answered.map(\.id)), Set(deals.keys))
                #expect(made == expected)
                // Each knows its own deal.
                let known = Set(settled.compactMap { $0["deal_id"]?.int64 })
                let standing = Set(sandbox.deals.map(\.id.value))
                #expect(known == standing)
                #expect(try await service.stop() == .status(0))
                proxy.stop()
            }
        }

        @Test("without a reference, by the lead's data alone: none lost and none twice; a person looks at the rest")
        func byLead() async throws {
            let seed = Self.seed()
            let count = max(50, Self.count / 2)
            try await withSandbox { sandbox in
                sandbox.quirks.leadOrder = .oldestFirst
                sandbox.quirks.clockOffset = 3 * 3600
                guard case .tcp(_, let port) = sandbox.address else { throw TestFailure("no port") }
                let proxy = try FaultProxy(before: port, seed: seed, share: 0.4, silence: 1.2)
                let folder = try ServiceFolder(crm: "http://\(proxy.address)/api")
                try Self.configure(folder, crm: "http://\(proxy.address)/api", reference: nil)
                try folder.write(form: "contact", Self.form)
                let service = try await Service(folder)
                let posters = Posters(0..<count, port: service.port)
                try await posters.run()
                let settled = try await poll("an end", limit: Self.count > 200 ? 580 : 60) { () -> [JSONValue]? in
                    // Each look starts a program.
                    try await Task.sleep(for: .milliseconds(300))
                    let pending = try await folder.submissions("pending")
                    if pending.count * 10 < count * 3 { proxy.spoil(0.2) }
                    return pending.isEmpty ? try await folder.submissions() : nil
                }
                let reckoning = Reckoning(posters.answered, stored: settled, board: sandbox.deals)
                print("faults by lead: seed \(seed), \(reckoning.counts), \(sandbox.deals.count) deals")
                #expect(reckoning.counts == ["delivered": count])
                #expect(try await service.stop() == .status(0))
                proxy.stop()
            }
        }
    }
}
