import Foundation
import Sandbox
import TestKit
import Testing

extension Integration {
    @Suite("killed with SIGKILL")
    struct CrashTests {
        @Test("between answer and delivery: every answered submission is delivered once, and none is lost")
        func beforeDelivery() async throws {
            try await withSandbox { sandbox in
                await sandbox.stop()
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                let service = try await Service(folder)
                let posters = Posters(0..<200, port: service.port)
                try await posters.run()
                try await service.process.killAndWait()
                #expect(posters.answered.count == 200)
                #expect(sandbox.deals.isEmpty)

                try sandbox.resume()
                let again = try await Service(folder)
                let stored = try await folder.settled()
                let reckoning = Reckoning(posters.answered, stored: stored, board: sandbox.deals)
                #expect(stored.count == 200)
                #expect(reckoning.counts == ["delivered": 200])
                #expect(try await again.stop() == .status(0))
            }
        }

        @Test("while posts come in: what was answered is there, at several random moments")
        func whilePosting() async throws {
            var random = Seed()
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                var answered: [Posters.Answered] = []
                var first = 0
                for _ in 0..<4 {
                    let service = try await Service(folder)
                    let posters = Posters(first..<first + 100_000, port: service.port)
                    let wanted = Int.random(in: 1...150, using: &random)
                    async let posting: Void = posters.run()
                    _ = try await poll("\(wanted) answers") { posters.answered.count >= wanted ? () : nil }
                    try await service.process.killAndWait()
                    try await posting
                    answered += posters.answered
                    first = posters.next
                }
                let service = try await Service(folder)
                let reckoning = Reckoning(answered, stored: try await folder.settled(), board: sandbox.deals)
                reckoning.say("while posting", random)
                #expect(try await service.stop() == .status(0))
            }
        }

        @Test(
            "while deliveries are under way: what was under way is looked for, and all are delivered once, at several random moments"
        )
        func duringDelivery() async throws {
            var random = Seed()
            try await withSandbox { sandbox in
                let folder = try ServiceFolder(crm: sandbox.baseURL)
                sandbox.behaviour = .delay(.milliseconds(20))
                var service = try await Service(folder)
                let posters = Posters(0..<200, port: service.port)
                try await posters.run()
                #expect(posters.answered.count == 200)
                for _ in 0..<6 {
                    let calls = sandbox.callCount + Int.random(in: 1...20, using: &random)
                    try await sandbox.waitForCalls(count: calls, limit: .seconds(60))
                    try await service.process.killAndWait()
                    service = try await Service(folder)
                }
                sandbox.behaviour = .answer
                let stored = try await folder.settled()
                let reckoning = Reckoning(posters.answered, stored: stored, board: sandbox.deals)
                reckoning.say("during delivery", random)
                #expect(stored.count == 200)
                #expect(reckoning.counts == ["delivered": 200])
            }
        }
    }
}

extension Reckoning {
    fileprivate func say(_ what: String, _ seed: Seed) { print("killed \(what): \(counts), seed \(seed.first)") }
}

/// Chance that can be had again: `BOARDBRIDGE_SEED` sets it.
private struct Seed: RandomNumberGenerator {
    let first: UInt64
    private var state: UInt64

    init() {
        let named = ProcessInfo.processInfo.environment["BOARDBRIDGE_SEED"].flatMap { UInt64($0) }
        first = named ?? .random(in: .min ... .max)
        state = first
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
