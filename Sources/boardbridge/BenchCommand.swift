internal import Benchmark
internal import Listener
internal import Telemetry

extension Command {
    static let bench = Command(
        name: "bench", summary: "how fast is intake and delivery on this machine",
        help: """
            Usage: boardbridge bench [--dir DIR] [--duration TIME] [--connections N] [--body form|json|all] [--deals N]
                                     [--in-flight N] [--crm-delay TIME] [--loops N] [--quick] [--json]
                   boardbridge bench --mapping [--body form|json|all] [--quick]

            Measures the service against a store and a sandbox CRM of its own, on 127.0.0.1: the disk's bare syncs; posts that are
            parsed, mapped by eight rules, committed and synced before they are answered; answers without storing; deals made of what
            is stored, beside as many that a bare loop around libcurl makes. Every answer is checked, every accepted post is looked for
            in the store, and every stored one must become one deal: anything else ends it with status 1. Ctrl-C ends it too; nothing
            is left behind.

            Service, load generator and CRM are threads of one process and share the machine, so figures compare with each other
            and not with a service that has a machine to itself. A fast disk takes a few hundred megabytes in these seconds.

              --dir DIR          where the store stands: the disk that is measured (default: TMPDIR, else /var/tmp)
              --duration TIME    how long posts come, 100ms to 10m (default: 5s)
              --connections N    kept connections, each with one post at a time, 1 to 4096 (default: 64)
              --body BODY        form (387 bytes), json (1.4 KB, as a forms service sends it), or all (the default)
              --deals N          how many submissions are delivered, 1 to 100000 (default: 10000)
              --in-flight N      calls to the CRM at one time, 1 to 256 (default: 16)
              --crm-delay TIME   how long the stand-in CRM takes for an answer, 100ms to 10m (default: no time)
              --loops N          the service's event loops, 1 to 64 (default: as `serve`)
              --mapping          only how long reading and mapping one post takes, on one thread
              --quick            all of it in about three seconds: shows that it works, not how fast
              --json             one JSON object

            Examples:
              boardbridge bench
              boardbridge bench --dir /var/lib/boardbridge --body form --json
            """
    ) { arguments in
        let arguments = try Arguments(
            arguments,
            .init(
                options: [
                    "--dir", "--duration", "--connections", "--body", "--deals", "--in-flight", "--crm-delay",
                    "--loops",
                ],
                flags: ["--quick", "--json", "--mapping"]))
        let plan = try BenchPlan(arguments)
        if arguments.has("--mapping") {
            try MappingBench.run(plan.samples, isQuick: plan.isQuick)
            return .good
        }
        let events = Signals.events()
        _ = ProcessLimits.raiseDescriptors()
        let pulse = Pulse()
        // Whatever the signal: a benchmark has nothing to read again.
        let watch = Task.detached { for await _ in events { pulse.stop() } }
        defer { watch.cancel() }
        let report: BenchmarkReport
        do {
            report = try await Bench.run(plan, pulse: pulse)
        } catch let error as BenchmarkError {
            throw Failure(
                error == .stopped
                    ? "stopped before the end; what it stored is gone"
                    : "the benchmark failed: \(Terminal.visible(error.description))")
        }
        if arguments.has("--json") { Terminal.out(report.json) } else { Terminal.out(report.text) }
        return .good
    }
}

/// What the command line asks a benchmark to measure.
struct BenchPlan: Sendable {
    var folder: String?
    var isQuick: Bool
    var duration: Duration
    var connections: Int
    var samples: [Sample]
    var deals: Int
    /// Calls to the CRM at one time.
    var inFlight: Int
    /// How long the stand-in CRM takes for an answer.
    var crmDelay: Duration
    var loops: Int

    init(_ arguments: Arguments) throws(UsageError) {
        isQuick = arguments.has("--quick")
        folder = arguments.value("--dir")
        duration = try arguments.duration("--duration", default: isQuick ? .milliseconds(300) : .seconds(5))
        connections = try arguments.integer("--connections", in: 1...4096, default: 64)
        deals = try arguments.integer("--deals", in: 1...100_000, default: isQuick ? 300 : 10_000)
        inFlight = try arguments.integer("--in-flight", in: 1...256, default: 16)
        crmDelay = try arguments.duration("--crm-delay", default: .zero)
        loops = try arguments.integer("--loops", in: 1...64, default: Listener.processorCount)
        switch arguments.value("--body") ?? "all" {
        case "all": samples = Sample.allCases
        case let name:
            guard let sample = Sample(rawValue: name) else {
                throw UsageError.unknown("body", name, known: Sample.allCases.map(\.rawValue) + ["all"])
            }
            samples = [sample]
        }
    }

    /// What comes before the time that is counted.
    var warmUp: Duration { isQuick ? .milliseconds(100) : .milliseconds(500) }
    /// For what need not take as long: one connection, `/healthz`.
    var shortDuration: Duration { min(duration, .seconds(2)) }
    /// For the bare syncs.
    var syncDuration: Duration { isQuick ? .milliseconds(200) : .seconds(1) }
}
