import Foundation
import Sandbox
import TestKit
import Testing

extension Integration {
    @Suite(
        "the ledger in moments that are chosen",
        .enabled(if: LedgerRun.long != nil, "it takes minutes: make test-ledger"))
    struct LedgerScenarioTests {
        @Test(
            "SIGKILL after the CRM's answer and before our own record of it: the deal is not made again",
            .enabled(if: !Program.isInstrumented, "a sanitizer comes first"))
        func betweenAnswerAndRecord() async throws {
            try await withSandbox { sandbox in
                // Time enough to let the disk fail between the making of the deal and its answer.
                sandbox.behaviour = .delay(.seconds(2))
                let scratch = try ScratchFolder("fiu")
                let faults = FaultInjection(scratch)
                let run = try await LedgerRun(sandbox, through: faults.through)
                try await run.whilePosting(connections: 1) { try await run.successes(1) }
                try await sandbox.waitForCalls(count: 1, limit: .seconds(60))
                try await faults.enable(.positionedWrite, chance: 1, in: run.service.process)
                _ = try await run.service.process.line(holding: "attempt not recorded", on: .errors)
                #expect(sandbox.deals.count >= 1)
                try await run.kill()
                sandbox.behaviour = .answer
                try await run.start(through: [])
                let verdict = try await run.verdict()
                run.say("between answer and record", verdict)
                #expect(verdict.isGood, "\(verdict)")
                #expect(try await run.service.stop() == .status(0))
            }
        }

        @Test("SIGSTOP with calls under way, answered and timed out meanwhile, then SIGCONT: none is made twice")
        func stopped() async throws {
            try await withSandbox { sandbox in
                let run = try await LedgerRun(sandbox)
                sandbox.behaviour = .delay(.milliseconds(100))
                // In the long form the process sleeps for longer than any claim of its may last.
                let sleep = LedgerRun.long == nil ? 1.0 : 150
                try await run.whilePosting(connections: 2) {
                    try await run.successes(20)
                    try await sandbox.waitForCalls(count: sandbox.callCount + 3, limit: .seconds(60))
                    run.service.process.signal(SIGSTOP)
                    try await Task.sleep(for: .seconds(sleep))
                    run.service.process.signal(SIGCONT)
                    try await run.successes(20)
                }
                sandbox.behaviour = .answer
                let verdict = try await run.verdict()
                run.say("stopped and continued", verdict)
                #expect(verdict.isGood, "\(verdict)")
                #expect(try await run.service.stop() == .status(0))
            }
        }

        @Test("with 36 descriptors, crowded out and killed: what was answered is stored, and it recovers by itself")
        func fewDescriptors() async throws {
            try await withSandbox { sandbox in
                let run = try await LedgerRun(sandbox, through: ["/usr/bin/prlimit", "--nofile=36"])
                try await run.whilePosting(connections: 4) {
                    for _ in 0..<2 {
                        try await run.successes(5)
                        var crowd = try (0..<60).map { _ in try RawClient(port: run.clients.port) }
                        _ = try await run.service.process.line(holding: "accept paused", on: .errors)
                        // Who is inside is answered, and the courier may find no descriptor for the CRM.
                        try await run.kill()
                        crowd = []
                        try await run.start()
                        withExtendedLifetime(crowd) {}
                    }
                    try await run.successes(20)
                }
                let verdict = try await run.verdict()
                run.say("36 descriptors", verdict)
                #expect(verdict.isGood, "\(verdict)")
                #expect(try await run.service.stop() == .status(0))
            }
        }

        @Test(
            "the clock goes days forward and back, with SIGKILL after each: posts are taken and delivered once",
            .enabled(if: !Program.isInstrumented, "a sanitizer comes first"))
        func clockSet() async throws {
            try await withSandbox { sandbox in
                let scratch = try ScratchFolder("clock")
                let clock = try FakeClock(scratch)
                let run = try await LedgerRun(sandbox, environment: clock.environment)
                try await run.whilePosting(connections: 3) {
                    // Back at the end, and once without a restart: nothing may wait for as long as it was set back.
                    for offset in ["+1d", "-1d", "+0", "-400d", "+0", "+2d"] {
                        try await run.successes(20)
                        try clock.set(offset)
                        try await run.successes(20)
                        let process = run.service.process
                        try await run.kill()
                        clock.forget(process)
                        try await run.start()
                    }
                    try await run.successes(20)
                    try clock.set("+0")
                    try await run.successes(20)
                }
                let verdict = try await run.verdict()
                run.say("clock", verdict)
                #expect(verdict.isGood, "\(verdict)")
                #expect(try await run.service.stop() == .status(0))
                clock.forget(run.service.process)
            }
        }

        @Test(
            "`submissions retry` killed half-way, again and again: what was failed is made once, and none is forgotten")
        func retryKilled() async throws {
            var random = Seed()
            try await withSandbox { sandbox in
                let board = sandbox.board
                // Nobody can put a deal anywhere: each is refused, and stands on the list of a person. They are more than are made due
                // in one transaction.
                sandbox.board = SandboxBoard(title: "Rebuilt", columns: [], fields: board.fields)
                let run = try await LedgerRun(sandbox)
                try await run.whilePosting { try await run.successes(700) }
                _ = try await poll("all to be refused") {
                    try await run.folder.submissions("pending").isEmpty ? () : nil
                }
                let failed = try await run.folder.submissions("failed").count
                #expect(failed == run.book.page.next)
                sandbox.board = board
                var halves = 0
                for _ in 0..<60 where halves < 4 {
                    let retry = try Program.start(
                        "submissions", "retry", "--state", "failed", "--yes", "--config", run.folder.configuration)
                    try await Task.sleep(for: .milliseconds(.random(in: 1...150, using: &random)))
                    if !retry.hasEnded { halves += 1 }
                    try await retry.killAndWait()
                }
                let last = try await run.folder.run("submissions", "retry", "--state", "failed", "--yes")
                #expect(last.status == 0)
                let verdict = try await run.verdict()
                run.say("retry killed", verdict, ", retries killed: \(halves), seed \(random.first)")
                #expect(verdict.isGood, "\(verdict)")
                #expect(verdict.delivered == failed)
                #expect(halves > 0)
                #expect(try await run.service.stop() == .status(0))
            }
        }
    }
}
