internal import Benchmark
internal import BoardCRM
internal import Bridge
internal import Configuration
internal import Glibc
internal import HTTPClient
internal import Listener
internal import Mapping
internal import Outbox
internal import OutboxSQLite
internal import Sandbox
internal import Telemetry

/// A benchmark's measurements, each with a service and a store of its own.
struct Bench {
    private let plan: BenchPlan
    private let pulse: Pulse
    private let folder: TemporaryFolder
    private let sandbox: Sandbox
    /// Log lines are made and written as in a service's life, to nobody.
    private let log: Log

    /// How long no deal may be made before delivery is given up.
    private static let patience = Duration.seconds(30)

    /// Measures all that the plan asks for, and removes everything that it made.
    static func run(_ plan: BenchPlan, pulse: Pulse) async throws -> BenchmarkReport {
        let null = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(null) }
        let log = Log(descriptor: null, format: .json)
        let folder = try TemporaryFolder(for: "bench", in: plan.folder, otherwise: "/var/tmp")
        defer { folder.remove() }
        let sandbox: Sandbox
        do {
            sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: "sandbox", log: log)
        } catch {
            throw Failure("cannot listen on 127.0.0.1: \(error)")
        }
        let bench = Bench(plan: plan, pulse: pulse, folder: folder, sandbox: sandbox, log: log)
        do {
            let report = try await bench.measure()
            await sandbox.stop()
            return report
        } catch {
            await sandbox.stop()
            throw error
        }
    }

    private func measure() async throws -> BenchmarkReport {
        let disk = try await showing("bare syncs", "syncs") {
            try await SyncRate.measure(in: folder.path, for: plan.syncDuration, pulse: pulse)
        }
        var report = BenchmarkReport(
            version: Version.number, directory: folder.base, isQuick: plan.isQuick, loops: plan.loops,
            disk: disk)
        for sample in plan.samples {
            let counts =
                sample == plan.samples.first && plan.connections > 1 ? [plan.connections, 1] : [plan.connections]
            for connections in counts { report.intake.append(try await intake(sample, connections)) }
        }
        report.answering = try await answering()
        report.delivery = try await delivery()
        return report
    }

    // MARK: The measurements

    private func intake(_ sample: Sample, _ connections: Int) async throws -> BenchmarkReport.Intake {
        let duration = connections == 1 ? plan.shortDuration : plan.duration
        let name = "intake, \(sample.rawValue), \(connections) connection\(connections == 1 ? "" : "s")"
        let load = try await withService(delivers: false) { port in
            try await showing(name, "answers") {
                try await LoadGenerator.run(
                    post(sample, to: port, connections, .time(duration, warmUp: plan.warmUp)), pulse: pulse)
            }
        }
        var stored = 0
        try await showing("looking for every accepted post") { try await forEachStored { _ in stored += 1 } }
        guard stored == load.answers else {
            throw BenchmarkError.mismatch("\(load.answers) posts were accepted, and \(stored) stand in the store")
        }
        return .init(sample: sample, connections: connections, load: load, stored: stored)
    }

    private func answering() async throws -> BenchmarkReport.Answering {
        let load = try await withService(delivers: false) { port in
            let request = LoadPlan(
                port: port, request: LoadPlan.get("/healthz"), expected: .alive, connections: plan.connections,
                length: .time(plan.shortDuration, warmUp: plan.warmUp))
            return try await showing("/healthz", "answers") { try await LoadGenerator.run(request, pulse: pulse) }
        }
        return .init(connections: plan.connections, load: load)
    }

    private func delivery() async throws -> BenchmarkReport.Delivery {
        let sample = plan.samples[0]
        let load = try await withService(delivers: false) { port in
            try await showing("storing what is to be delivered", "answers") {
                let connections = min(plan.connections, plan.deals)
                return try await LoadGenerator.run(
                    post(sample, to: port, connections, .requests(plan.deals)), pulse: pulse)
            }
        }
        let bare =
            plan.crmDelay > .zero ? nil : try await showing("a bare loop around libcurl") { try await bareLoop() }
        if plan.crmDelay > .zero { sandbox.behaviour = .delay(plan.crmDelay) }
        let seconds = try await withService(delivers: true, keepsStore: true) { _ in
            let began = ContinuousClock.now
            try await showing("delivery", "deals") { try await awaitDeals() }
            return (ContinuousClock.now - began) / .seconds(1)
        }
        let deals = sandbox.deals
        var dealt: Set<Int64> = []
        try await forEachStored { row in
            if row.state == .delivered, let deal = row.dealID { dealt.insert(deal) }
        }
        guard dealt.count == load.answers, dealt == Set(deals.map(\.id.value)), deals.count == load.answers,
            sandbox.callCount == load.answers
        else {
            throw BenchmarkError.mismatch(
                "\(load.answers) submissions were stored; the CRM was called \(sandbox.callCount) times and has \(deals.count) deals, "
                    + "and the store knows \(dealt.count) of them")
        }
        return .init(
            submissions: load.answers, deals: deals.count, connections: plan.inFlight, seconds: seconds,
            answerTime: plan.crmDelay / .seconds(1), barePerSecond: bare)
    }

    /// The deal of a stored submission, as it is sent.
    private func storedDeal() async throws -> Deal? {
        let store = try await Service.openStore(.sqlite(path: storePath), as: .tool)
        do {
            let id = try await store.latestID()
            let stored = if let id { try await store.submission(id)?.deal } else { [UInt8]?.none }
            await store.close()
            return try stored.map { try MappedDeal(encoded: $0).settled() }
        } catch {
            await store.close()
            throw error
        }
    }

    /// As many deals made by libcurl alone, on a CRM like the other, of what one of the stored submissions is sent as; how many a second.
    private func bareLoop() async throws -> Double {
        guard let deal = try await storedDeal() else {
            throw BenchmarkError.mismatch("no stored submission has a deal")
        }
        let request = DealRequest(deal, as: .json, boundary: "")
        let content = Array(#"{"access_token":"sandbox","#.utf8) + request.content.dropFirst()
        let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: "sandbox", log: log)
        let url = try EndpointURL("\(sandbox.baseURL)/\(request.path)")
        let (seconds, answered) = try await BenchmarkThread.run { () throws(BenchmarkError) in
            let began = ContinuousClock.now
            let answered = BareLoop.post(content, to: url, connections: plan.inFlight, count: plan.deals)
            return ((ContinuousClock.now - began) / .seconds(1), answered)
        }
        let made = sandbox.deals.count
        await sandbox.stop()
        guard answered == plan.deals, made == plan.deals else {
            throw BenchmarkError.mismatch(
                "libcurl alone got \(answered) answers of \(plan.deals) and made \(made) deals")
        }
        return Double(made) / seconds
    }

    /// Waits for as many deals as there are submissions, for as long as there are more and more calls.
    private func awaitDeals() async throws {
        var latest = (count: 0, moment: ContinuousClock.now)
        while (try? await sandbox.waitForDeals(count: plan.deals, limit: .milliseconds(200))) == nil {
            try pulse.check()
            let count = sandbox.callCount
            pulse.done = count
            if count > latest.count { latest = (count, .now) }
            guard ContinuousClock.now - latest.moment < Self.patience else {
                throw BenchmarkError.mismatch(
                    "the CRM has \(sandbox.deals.count) deals of \(plan.deals) submissions, and no more come")
            }
        }
    }

    // MARK: What they have in common

    private func post(_ sample: Sample, to port: UInt16, _ connections: Int, _ length: LoadPlan.Length) -> LoadPlan {
        LoadPlan(
            port: port,
            request: LoadPlan.post(sample.path, contentType: sample.contentType, content: sample.content),
            expected: .accepted, connections: connections, length: length)
    }

    /// Runs a service, as `serve` does, for as long as `body` takes; on an empty store unless it is to keep what is there.
    private func withService<Value>(
        delivers: Bool, keepsStore: Bool = false, _ body: (UInt16) async throws -> Value
    ) async throws -> Value {
        if !keepsStore { folder.empty() }
        let variables = [
            "BENCH_STORE": "sqlite:\(storePath)", "BENCH_CRM": sandbox.baseURL, "BENCH_LOOPS": "\(plan.loops)",
            "BENCH_IN_FLIGHT": "\(plan.inFlight)",
        ]
        let loading = Configuration.load(files: Sample.configuration, environment: variables)
        guard let configuration = loading.configuration else {
            throw Failure(ConfigurationFolder.describe(loading, "the benchmark"), status: .wrongConfiguration)
        }
        let service = try await Service(configuration, log: log, delivers: delivers) { [pulse] in
            pulse.committed(in: $0)
        }
        do {
            guard case .tcp(_, let port) = service.addresses[0], let port = UInt16(exactly: port) else {
                throw Failure("the service has no port")
            }
            let value = try await body(port)
            await service.stop()
            return value
        } catch {
            await service.stop()
            throw error
        }
    }

    private var storePath: String { folder.path + "/boardbridge.db" }

    /// Reads every row of the store, page by page, by a connection that is not the service's.
    private func forEachStored(_ body: (SubmissionSummary) -> Void) async throws {
        let store = try await Service.openStore(.sqlite(path: storePath), as: .tool)
        do {
            var last: SubmissionID?
            while true {
                try pulse.check()
                let page = try await store.list(.init(limit: 1000, before: last))
                guard let end = page.last else { break }
                page.forEach(body)
                last = end.id
            }
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }

    /// Shows on a terminal how far a measurement is, while it runs.
    private func showing<Value>(
        _ name: String, _ unit: String? = nil, _ body: () async throws -> Value
    ) async throws -> Value {
        pulse.done = 0
        guard Terminal.isInteractive else { return try await body() }
        let progress = Task.detached { [pulse] in
            let began = ContinuousClock.now
            while !Task.isCancelled {
                let seconds = (ContinuousClock.now - began) / .seconds(1)
                let count = unit.map { "  \(pulse.done) \($0)" } ?? ""
                Terminal.progress("\(name)  \(Int(seconds)) s\(count)")
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        defer { Terminal.progress("") }
        do {
            let value = try await body()
            progress.cancel()
            await progress.value
            return value
        } catch {
            progress.cancel()
            await progress.value
            throw error
        }
    }
}
