import Benchmark
import TestKit
import Testing

@Suite("The disk's bare syncs")
struct SyncRateTests {
    @Test("they are counted, and the file is gone afterwards")
    func measure() async throws {
        let folder = try ScratchFolder("syncs")
        let pulse = Pulse()
        let rate = try await SyncRate.measure(in: folder.path, for: .milliseconds(100), pulse: pulse)
        #expect(rate.latency.count > 0)
        #expect(rate.latency.count == pulse.done)
        #expect(rate.seconds >= 0.1)
        #expect(rate.perSecond > 0)
        #expect(folder.names.isEmpty)
        pulse.stop()
        await #expect(throws: BenchmarkError.stopped) {
            try await SyncRate.measure(in: folder.path, for: .seconds(60), pulse: pulse)
        }
        #expect(folder.names.isEmpty)
    }

    @Test("a folder in memory is known for what it is, and one that is not there is told")
    func folders() async throws {
        let memory = try await SyncRate.measure(in: "/dev/shm", for: .milliseconds(10), pulse: Pulse())
        #expect(memory.isInMemory)
        await #expect(throws: BenchmarkError.system("cannot make /nowhere/sync-rate", "No such file or directory")) {
            try await SyncRate.measure(in: "/nowhere", for: .milliseconds(10), pulse: Pulse())
        }
    }
}
