/// Claims in the order in which they are sent: taken from the front, at the same cost however many there are.
struct JobQueue: Sendable {
    private var all: [Job?] = []
    private var start = 0

    init(_ jobs: [Job] = []) { all = jobs }

    var isEmpty: Bool { start == all.count }
    var count: Int { all.count - start }
    var first: Job? { isEmpty ? nil : all[start] }
    var jobs: [Job] { all[start...].compactMap { $0 } }

    /// Takes those away that may not be sent any more; the first is the first of them to come.
    mutating func takeLate(_ instant: ContinuousClock.Instant) -> [Job] {
        guard let first, first.deadline <= instant else { return [] }
        defer { self = JobQueue(jobs.filter { $0.deadline > instant }) }
        return jobs.filter { $0.deadline <= instant }
    }

    mutating func append(_ job: Job) { all.append(job) }

    /// Takes the first away; there has to be one.
    mutating func removeFirst() {
        all[start] = nil
        start += 1
        // What was taken makes room now and then, at half of the whole.
        if start * 2 >= all.count {
            all.removeFirst(start)
            start = 0
        }
    }
}
