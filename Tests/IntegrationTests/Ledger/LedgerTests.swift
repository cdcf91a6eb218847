import Foundation
import Sandbox
import TestKit
import Testing

extension Integration {
    /// `make test` passes the short form; `make test-ledger` goes on for ten minutes.
    @Suite("the ledger: every success is stored, and in the CRM once or held")
    struct LedgerTests {
        @Test(
            "SIGKILL at random moments, among posts, repeats of posts, deliveries and a CRM with its moods",
            arguments: LedgerRun.long == nil ? [true, false] : [true])
        func killed(byReference: Bool) async throws {
            var random = Seed()
            let begin = ContinuousClock.now
            // The rest of the time is the other ledgers'.
            let long = LedgerRun.long.map { $0 * 0.65 }
            let wanted = long != nil ? 60 : byReference ? 8 : 4
            try await withSandbox { sandbox in
                let run = try await LedgerRun(sandbox, reference: byReference)
                try await run.whilePosting {
                    for number in 0..<(long == nil ? wanted : .max) {
                        if let long, run.kills >= wanted, begin.duration(to: .now) > .seconds(long) { break }
                        sandbox.behaviour = Self.mood(&random)
                        if number.isMultiple(of: 4) { sandbox.script(.loseAnswer, .status(503), .closeWithoutAnswer) }
                        let pause = long.map { Double.random(in: 0...2 * $0 / 65, using: &random) } ?? 0
                        try await Self.moment(run, pause: pause, &random)
                        try await run.kill()
                        try await run.start()
                    }
                    sandbox.behaviour = .answer
                    try await run.successes(20)
                }
                let verdict = try await run.verdict(limit: long == nil ? 60 : 540)
                run.say(byReference ? "killed, by reference" : "killed, by lead", verdict, ", seed \(random.first)")
                #expect(run.kills >= wanted)
                #expect(verdict.isGood, "\(verdict)")
                if byReference { #expect(verdict.held == 0, "a deal that carries its id is found, or is not there") }
                #expect(verdict.answered > run.kills)
                #expect(run.book.page.repeated > 0, "no kill met a post under way")
                #expect(try await run.service.stop() == .status(0))
            }
        }

        /// Some moment: after so many answers or so many calls, and a bit.
        private static func moment(_ run: LedgerRun, pause: Double, _ random: inout Seed) async throws {
            if pause > 0 { try await Task.sleep(for: .seconds(pause)) }
            if Bool.random(using: &random) {
                try await run.successes(.random(in: 1...80, using: &random))
            } else {
                let calls = run.sandbox.callCount + .random(in: 1...60, using: &random)
                try await run.sandbox.waitForCalls(count: calls, limit: .seconds(240))
            }
            try await Task.sleep(for: .microseconds(.random(in: 0...30_000, using: &random)))
        }

        private static func mood(_ random: inout Seed) -> SandboxBehaviour {
            Bool.random(using: &random) ? .answer : .delay(.milliseconds(.random(in: 1...40, using: &random)))
        }
    }
}
