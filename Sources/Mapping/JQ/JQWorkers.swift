import Synchronization

/// The worker processes: as many as threads have run jq at one time, started when they are needed.
final class JQWorkers: Sendable {
    static let shared = JQWorkers()

    /// So many programs that nobody uses any more may lie in a worker before another takes its place.
    private static let idlePrograms = 16

    private let idle = Mutex<[JQWorker]>([])

    func compile(_ program: JQProgram) throws(JQError) {
        try withWorker { (worker) throws(JQError) in try worker.compile(program) }
    }

    func run(_ program: JQProgram, _ json: [UInt8], _ time: inout JQTime) throws(JQError) -> [UInt8] {
        try withWorker { (worker) throws(JQError) in
            try worker.compile(program)
            return try worker.run(program, json, &time)
        }
    }

    /// Lends a worker. One that went away while it was idle is no reason to fail: another is started, once.
    private func withWorker<Result>(_ work: (JQWorker) throws(JQError) -> Result) throws(JQError) -> Result {
        for _ in 0..<2 {
            do {
                return try once(work)
            } catch JQError.gone {
                continue
            }
        }
        throw .crashed
    }

    private func once<Result>(_ work: (JQWorker) throws(JQError) -> Result) throws(JQError) -> Result {
        guard let worker = idle.withLock({ $0.popLast() }) ?? JQWorker() else { throw .unavailable }
        defer {
            let isCrowded = worker.count > Self.idlePrograms && worker.count > JQProgram.count + Self.idlePrograms
            if !worker.isBroken, !isCrowded { idle.withLock { $0.append(worker) } }
        }
        return try work(worker)
    }
}
