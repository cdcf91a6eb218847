import BoardCRM
import HTTPClient
import Outbox
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Alarms

@Suite("Watching over a store")
struct AlarmWatchTests {
    /// What the watch sees, which a test changes.
    final class Sight: Sendable {
        struct Seen {
            var isReady = true
            var survey = Survey()
            var disk: FreeDisk? = FreeDisk(free: 50 << 30, size: 100 << 30)
            var putAside: [String] = []
            var looks = 0
        }
        let seen = Mutex(Seen())

        var subject: AlarmWatch.Subject {
            AlarmWatch.Subject(
                isReady: {
                    self.seen.withLock {
                        $0.looks += 1
                        return $0.isReady
                    }
                }, survey: { self.seen.withLock { $0.survey } }, disk: { self.seen.withLock { $0.disk } },
                putAside: { self.seen.withLock { $0.putAside } })
        }

        /// Waits until the watch has looked again, from beginning to end.
        func nextLook() async throws {
            let before = seen.withLock { $0.looks }
            try await poll("another look") { seen.withLock { $0.looks } > before + 1 ? () : nil }
        }
    }

    private static let rules = {
        var rules = AlarmRules()
        rules.gathering = .milliseconds(50)
        rules.quiet = .milliseconds(50)
        return rules
    }()

    private static func target(_ path: String = "/a") throws -> AlertTarget {
        let address = try #require(Secret("http://127.0.0.1:1" + path))
        return .webhook(try #require(WebhookTarget(address: address, format: .json)))
    }

    private func withWatch(
        _ sight: Sight, _ sender: any AlarmSender, rules: AlarmRules = rules, _ body: (AlarmWatch) async throws -> Void
    ) async throws {
        var settings = AlertSettings()
        settings.targets = [try Self.target()]
        let watch = AlarmWatch(
            sight.subject, settings: settings, rules: rules, pause: .milliseconds(10), log: .silent
        ) { _ in sender }
        let task = Task { await watch.run() }
        try await body(watch)
        task.cancel()
        await task.value
        await watch.stop(within: .zero)
    }

    @Test("what stands in the store at the start is one message; what comes later one each, and its end another")
    func store() async throws {
        let sight = Sight()
        let target = StandInTarget()
        sight.seen.withLock {
            $0.survey.entries = [
                .init(form: "a", state: .failed, count: 3), .init(form: "b", state: .unmapped, count: 1),
            ]
        }
        try await withWatch(sight, target) { _ in
            try await poll("the summary") { target.taken.count == 1 ? () : nil }
            #expect(target.taken[0].kind == .standing)
            #expect(target.taken[0].entries.map(\.cause) == [.failed("a"), .unmapped("b")])
            sight.seen.withLock { $0.survey.entries.append(.init(form: "a", state: .held, count: 1)) }
            try await poll("the news") { target.taken.count == 2 ? () : nil }
            #expect(target.taken[1].kind == .raised && target.taken[1].entries.map(\.cause) == [.held("a")])
            sight.seen.withLock { _ = $0.survey.entries.removeFirst() }
            try await poll("the end") { target.taken.count == 3 ? () : nil }
            #expect(target.taken[2].kind == .cleared && target.taken[2].entries.map(\.cause) == [.failed("a")])
            try await sight.nextLook()
            #expect(target.taken.count == 3)
        }
    }

    @Test("a backlog, a disk that is low, a damaged store put aside, a store that is away")
    func levels() async throws {
        let sight = Sight()
        let target = StandInTarget()
        try await withWatch(sight, target) { _ in
            try await sight.nextLook()
            sight.seen.withLock {
                $0.survey.oldestPending = .now + .seconds(-3590)
                $0.disk = FreeDisk(free: 6 << 30, size: 100 << 30)
            }
            try await sight.nextLook()
            #expect(target.taken.isEmpty)
            sight.seen.withLock { $0.survey.oldestPending = .now + .seconds(-3610) }
            try await poll("the backlog") { target.taken.last?.entries.first?.cause == .backlog ? () : nil }
            sight.seen.withLock { $0.disk = FreeDisk(free: 4 << 30, size: 100 << 30) }
            try await poll("the disk") { target.taken.last?.entries.first?.cause == .diskLow ? () : nil }
            let file = "/var/a.db.damaged-1"
            sight.seen.withLock { $0.putAside = [file] }
            try await poll("the file") { target.taken.last?.entries.first?.cause == .storePutAside(file) ? () : nil }
            sight.seen.withLock { $0.isReady = false }
            try await poll("the store") { target.taken.last?.entries.first?.cause == .storeAway ? () : nil }
            #expect(target.taken.count == 4 && target.taken.allSatisfy { $0.kind == .raised })
        }
    }

    @Test("a store that cannot store for one look is not away")
    func busy() async throws {
        let sight = Sight()
        let target = StandInTarget()
        sight.seen.withLock { $0.isReady = false }
        var rules = Self.rules
        rules.gathering = .zero
        var settings = AlertSettings()
        settings.targets = [try Self.target()]
        let watch = AlarmWatch(
            sight.subject, settings: settings, rules: rules, pause: .seconds(3600), log: .silent
        ) { _ in target }
        let task = Task { await watch.run() }
        try await poll("the second look") { target.taken.count == 1 ? () : nil }
        #expect(sight.seen.withLock { $0.looks } == 2)
        task.cancel()
        await task.value
        await watch.stop(within: .zero)
    }

    @Test("a target that hangs for ever holds up neither who reports nor the other targets nor the end")
    func hanging() async throws {
        let sight = Sight()
        let good = StandInTarget()
        var settings = AlertSettings()
        settings.targets = [try Self.target("/hangs"), try Self.target("/good")]
        let hangs = settings.targets[0]
        let watch = AlarmWatch(sight.subject, settings: settings, rules: Self.rules, log: .silent) { target in
            target == hangs ? HangingTarget() as any AlarmSender : good
        }
        let began = ContinuousClock.now
        _ = try await poll("the start") { ContinuousClock.now - began > .milliseconds(60) ? () : nil }
        for number in 0..<10_000 { watch.note(.raised(.failed("form-\(number % 100)"))) }
        try await poll("all of them at the good one") {
            Set(good.taken.flatMap(\.entries).map(\.cause)).count == 100 ? () : nil
        }
        await watch.stop(within: .milliseconds(50))
    }

    @Test("a target that is new after a reload is told what stands; one that was there is not")
    func reload() async throws {
        let sight = Sight()
        let (first, second) = (StandInTarget(), StandInTarget())
        var settings = AlertSettings()
        settings.targets = [try Self.target("/first")]
        let old = settings.targets[0]
        var rules = Self.rules
        rules.gathering = .zero
        let watch = AlarmWatch(sight.subject, settings: settings, rules: rules, log: .silent) { target in
            target == old ? first : second
        }
        watch.note(.raised(.tokenRefused("boardbridge.yaml")))
        try await poll("the first") { first.taken.count == 1 ? () : nil }
        settings.targets.append(try Self.target("/second"))
        watch.replace(settings)
        try await poll("the second") { second.taken.count == 1 ? () : nil }
        #expect(second.taken[0].kind == .standing)
        #expect(first.taken.count == 1)
        await watch.stop(within: .zero)
    }

    @Test(
        "how little of a disk is too little",
        arguments: [
            (FreeDisk(free: 1 << 30, size: 10 << 30), false), (FreeDisk(free: (1 << 30) - 1, size: 10 << 30), true),
            (FreeDisk(free: 49 << 30, size: 1000 << 30), true), (FreeDisk(free: 50 << 30, size: 1000 << 30), false),
        ])
    func thresholds(disk: FreeDisk, isLow: Bool) {
        #expect(disk.isBelow(AlertSettings().diskBelow) == isLow)
        #expect(!disk.isBelow([]))
    }

    @Test("the disk of a path is the system's")
    func disk() throws {
        let disk = try #require(FreeDisk(of: "/tmp"))
        #expect(disk.free > 0 && disk.free <= disk.size)
        #expect(FreeDisk(of: "/no/such/place") == nil)
    }
}
