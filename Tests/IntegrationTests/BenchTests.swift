import Foundation
import TestKit
import Testing
import Wire

extension Integration {
    @Suite("boardbridge bench")
    struct BenchTests {
        @Test("a quick run measures all there is; its counts agree, and it leaves nothing behind")
        func quick() async throws {
            let temporary = try ScratchFolder("bench")
            let result = try await Program.run(["bench", "--quick", "--json", "--dir", temporary.path])
            #expect(result.status == 0)
            #expect(result.errors.isEmpty)
            #expect(result.lines.count == 1)
            #expect(temporary.names.isEmpty)
            let report = try JSONDocument.parse(Array(result.output.utf8)).root
            #expect(report["quick"]?.boolean == true)
            #expect(report["directory"]?.string == temporary.path)
            #expect(Self.number(report, "processors") ?? 0 >= 1)
            let disk = try #require(report["disk"])
            #expect(Self.number(disk, "syncs") ?? 0 > 0)
            #expect(Self.number(disk, "syncs_per_second") ?? 0 > 0)
            #expect(Self.number(disk, "cpu_seconds_per_10000") ?? 0 > 0)
            try expectLatencies(disk)

            let intake = Array(try #require(report["intake"]).elements)
            #expect(intake.map { $0["body"]?.string } == ["form", "form", "json"])
            #expect(intake.map { $0["connections"]?.int64 } == [64, 1, 64])
            #expect(intake.first?["body_bytes"]?.int64 == 387)
            for entry in intake {
                let counts = ["posts", "commits", "accepted", "stored"].map { entry[$0]?.int64 ?? -1 }
                #expect(counts.allSatisfy { $0 > 0 })
                #expect(counts[2] >= counts[0])
                #expect(counts[3] == counts[2])
                try expectLoad(entry, "posts")
                // A commit holds at most what is under way; the two are counted a moment apart.
                #expect(Self.number(entry, "posts_per_sync") ?? 0 > 0)
                #expect(Self.number(try #require(entry["commit_ms"]), "p99") ?? 0 > 0)
                #expect(Self.number(entry, "ratio_to_bare_syncs") ?? 0 > 0)
            }
            try expectLoad(try #require(report["healthz"]), "answers")

            let delivery = try #require(report["delivery"])
            #expect(delivery["connections"]?.int64 == 16)
            #expect(delivery["submissions"]?.int64 == 300)
            #expect(delivery["deals"]?.int64 == 300)
            #expect(Self.number(delivery, "deals_per_second") ?? 0 > 0)
            #expect(Self.number(delivery, "bare_libcurl_deals_per_second") ?? 0 > 0)
            #expect(Self.number(delivery, "ratio_to_bare_libcurl") ?? 0 > 0)
        }

        @Test("for a person there is a table on standard output, and only what was asked for in it")
        func table() async throws {
            let temporary = try ScratchFolder("bench")
            let result = try await Program.run(
                [
                    "bench", "--quick", "--body", "json", "--connections", "3", "--deals", "7", "--loops", "1",
                    "--duration", "200ms",
                ], environment: ["TMPDIR": temporary.path])
            #expect(result.status == 0)
            #expect(result.errors.isEmpty)
            #expect(result.output.contains("the store in \(temporary.path)"))
            #expect(result.output.contains("1 event loop,"))
            #expect(result.output.contains("one process"))
            #expect(result.lines.filter { $0.hasPrefix("json, ") }.count == 2)
            #expect(!result.output.contains("form, "))
            #expect(result.output.contains("Delivery: 7 deals in "))
            #expect(result.output.contains("a bare loop around libcurl"))
            #expect(result.output.contains("exactly one deal"))
            #expect(temporary.names.isEmpty)
        }

        @Test("Ctrl-C and SIGTERM end it with 1, and leave nothing behind", arguments: [SIGINT, SIGTERM, SIGHUP])
        func stopped(_ signal: Int32) async throws {
            let temporary = try ScratchFolder("bench")
            let bench = try Program.start("bench", "--duration", "1m", "--dir", temporary.path)
            let store = try await poll("posts in a store") { () -> String? in
                let path = temporary.path + "/" + (temporary.names.first ?? "-") + "/boardbridge.db-wal"
                let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
                return (size ?? 0) > 100_000 ? path : nil
            }
            #expect(store.contains("/boardbridge-bench-"))
            bench.signal(signal)
            #expect(try await bench.ending() == .status(1))
            #expect(bench.errors == "boardbridge: stopped before the end; what it stored is gone\n")
            #expect(bench.output.isEmpty)
            #expect(temporary.names.isEmpty)
        }

        @Test("a folder that is not there ends it with 1")
        func nowhere() async throws {
            let result = try await Program.run("bench", "--dir", "/nowhere")
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors == "boardbridge: /nowhere: No such file or directory\n")
        }

        private func expectLoad(_ load: JSONValue, _ noun: String) throws {
            #expect(Self.number(load, noun) ?? 0 > 0)
            for name in ["seconds", "\(noun)_per_second", "cpu_seconds_per_10000", "memory_bytes"] {
                #expect(Self.number(load, name) ?? 0 > 0, "\(name)")
            }
            #expect(Self.number(load, "generator_load") != nil)
            try expectLatencies(load)
        }

        private func expectLatencies(_ measured: JSONValue) throws {
            let latency = try #require(measured["latency_ms"])
            let values = try ["p50", "p90", "p99", "max"].map { try #require(Self.number(latency, $0)) }
            #expect(values[0] > 0)
            #expect(values == values.sorted())
        }

        private static func number(_ object: JSONValue, _ name: String) -> Double? {
            object[name]?.numberText.flatMap(Double.init)
        }
    }
}
