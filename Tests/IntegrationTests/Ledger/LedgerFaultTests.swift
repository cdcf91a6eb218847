import Foundation
import Sandbox
import TestKit
import Testing

extension Integration {
    @Suite(
        "the ledger under a failing disk", .enabled(if: LedgerRun.long != nil, "it takes minutes: make test-ledger"),
        .enabled(if: !Program.isInstrumented, "a sanitizer comes first"))
    struct LedgerFaultTests {
        @Test(
            "system calls fail by chance, with SIGKILL among them: a failed commit is no success, and all is well again"
        )
        func failingCalls() async throws {
            var random = Seed()
            let points: [FaultInjection.Point] = [.sync, .positionedWrite, .write, .shortWrite, .read, .open]
            let rounds = LedgerRun.long == nil ? 1 : 8
            try await withSandbox { sandbox in
                let scratch = try ScratchFolder("fiu")
                let faults = FaultInjection(scratch)
                let run = try await LedgerRun(sandbox, through: faults.through)
                var refusals: [String: Int] = [:]
                try await run.whilePosting {
                    for number in 0..<rounds * points.count {
                        let point = points[number % points.count]
                        try await run.successes(5)
                        let before = run.book.refusals(503)
                        try await faults.enable(
                            point, chance: .random(in: 0.1...0.6, using: &random), in: run.service.process)
                        try await Self.enough(run, isRefused: ["fdatasync", "pwrite"].contains(point.description))
                        refusals[point.description, default: 0] += run.book.refusals(503) - before
                        if number.isMultiple(of: 2) {
                            try await run.kill()
                            try await run.start()
                        } else {
                            try await faults.disable(point, in: run.service.process)
                        }
                        try await run.successes(20)
                    }
                }
                let verdict = try await run.verdict()
                run.say("failing calls", verdict, ", answered 503 under \(refusals), seed \(random.first)")
                #expect(verdict.isGood, "\(verdict)")
                // The calls did fail.
                #expect(refusals["fdatasync", default: 0] > 0)
                #expect(refusals["pwrite", default: 0] > 0)
                #expect(Set(run.book.page.refused.keys) == [503])
                #expect(try await run.service.stop() == .status(0))
            }
        }

        /// Waits until it has met a good deal of requests, in whichever way they end, and has refused some where it must.
        private static func enough(_ run: LedgerRun, isRefused: Bool) async throws {
            let (sent, refused) = (run.book.page.sent, run.book.refusals(503))
            _ = try await poll("60 more requests, some of them refused") {
                run.book.page.sent >= sent + 60 && (!isRefused || run.book.refusals(503) > refused) ? () : nil
            }
        }

        @Test(
            "a small disk fills up: 503 and not ready, alive, and back by itself when there is room",
            .enabled(if: SmallDisk.canBeMounted, "a file system can be mounted by root only: the small disk is skipped")
        )
        func fullDisk() async throws {
            try await withSandbox { sandbox in
                let disk = try await SmallDisk(megabytes: 24)
                let run = try await LedgerRun(sandbox, store: disk.path, filling: 100_000)
                try await run.whilePosting {
                    _ = try await poll("a refusal, since the disk is full") { run.book.refusals(503) > 30 ? () : nil }
                    #expect(await PlainHTTP.request("GET", "/readyz", port: run.clients.port).status == 503)
                    #expect(await PlainHTTP.request("GET", "/healthz", port: run.clients.port).status == 200)
                    try await disk.resize(megabytes: 48)
                    try await run.successes(50)
                    #expect(await PlainHTTP.request("GET", "/readyz", port: run.clients.port).status == 200)
                    // Once more, and killed in the middle of it.
                    let before = run.book.refusals(503)
                    _ = try await poll("another refusal") { run.book.refusals(503) > before + 30 ? () : nil }
                    try await run.kill()
                    try await disk.resize(megabytes: 128)
                    try await run.start()
                    try await run.successes(50)
                }
                let verdict = try await run.verdict()
                run.say("full disk", verdict)
                #expect(verdict.isGood, "\(verdict)")
                #expect(Set(run.book.page.refused.keys) == [503])
                #expect(try await run.service.stop() == .status(0))
            }
        }

        @Test("the power goes at random moments: what was not synced is gone, or half of it, and no success is lost")
        func powerCut() async throws {
            var random = Seed()
            let cuts = LedgerRun.long == nil ? 5 : 40
            try await withSandbox { sandbox in
                let disk = try await LazyDisk()
                let run = try await LedgerRun(sandbox, store: disk.path, environment: disk.environment(isHonest: true))
                try await run.whilePosting {
                    for _ in 0..<cuts {
                        try await run.successes(.random(in: 1...120, using: &random))
                        try await run.kill()
                        try disk.cutPower(&random)
                        try await run.start()
                    }
                    try await run.successes(10)
                }
                let verdict = try await run.verdict()
                run.say("power cut", verdict, ", seed \(random.first)")
                #expect(verdict.lost.isEmpty && verdict.twice.isEmpty, "\(verdict)")
                #expect(verdict.isGood, "\(verdict)")
                #expect(try await run.service.stop() == .status(0))
            }
        }

        @Test("the test of that test: where syncs only pretend, a power cut loses successes, and the ledger finds them")
        func powerCutWithoutSyncs() async throws {
            var random = Seed()
            try await withSandbox { sandbox in
                let disk = try await LazyDisk()
                let run = try await LedgerRun(sandbox, store: disk.path, environment: disk.environment(isHonest: false))
                try await run.whilePosting {
                    try await run.successes(50)
                    try await run.kill()
                    try disk.cutPower(&random)
                    try await run.start()
                    try await run.successes(10)
                }
                let verdict = try await run.verdictAsItStands()
                #expect(!verdict.lost.isEmpty)
                #expect(!verdict.isGood)
            }
        }
    }
}
