internal import CLinux

/// Sends requests and checks answers on one thread: an epoll loop that makes no string and allocates nothing for a request.
public struct LoadGenerator: ~Copyable {
    private let plan: LoadPlan
    private let pulse: Pulse
    private let reader: AnswerReader
    private let epoll: Int32
    private var connections: [LoadConnection] = []
    private var buffer = [UInt8](repeating: 0, count: 16_384)
    private var outcome = LoadOutcome()
    private var window: Window
    private var sent = 0
    private var underWay = 0
    private var mark = Mark()

    /// How many characters of a wrong answer's content are told.
    private static let told = 200

    /// Sends as the plan says, on a thread of its own.
    ///
    /// - Throws: `wrongAnswer`, `surplus`, `connectionLost` and `noAnswer` at the first that comes; `stopped`; `system`.
    public static func run(_ plan: LoadPlan, pulse: Pulse) async throws(BenchmarkError) -> LoadOutcome {
        try await BenchmarkThread.run { () throws(BenchmarkError) in
            var generator = try LoadGenerator(plan, pulse)
            return try generator.run()
        }
    }

    private init(_ plan: LoadPlan, _ pulse: Pulse) throws(BenchmarkError) {
        self.plan = plan
        self.pulse = pulse
        reader = AnswerReader(plan.expected)
        window = Window(plan.length)
        epoll = try System.epollCreate()
    }

    deinit {
        for connection in connections { System.close(connection.descriptor) }
        System.close(epoll)
    }

    private mutating func run() throws(BenchmarkError) -> LoadOutcome {
        for index in 0..<plan.connections {
            let descriptor = try System.connect(port: plan.port)
            connections.append(LoadConnection(descriptor: descriptor))
            try System.epollAdd(epoll, descriptor, tag: index)
        }
        let began = System.now()
        window.begin(at: began)
        if window.countsFromTheStart { open(at: began) }
        for index in connections.indices { try send(on: index, at: System.now()) }
        var events = [bb_event](repeating: bb_event(), count: 256)
        var heard = began
        let patience = plan.patience.wholeNanoseconds
        while underWay > 0 {
            try pulse.check()
            let count = System.epollWait(epoll, into: &events, milliseconds: 100)
            let now = System.now()
            if count > 0 { heard = now }
            guard now - heard < patience else { throw .noAnswer(requests: underWay, after: plan.patience) }
            for index in 0..<count { try receive(on: Int(events[index].tag)) }
            pulse.done = outcome.answers
        }
        if !window.isOver { close(at: System.now()) }
        // A second answer to the last request of a connection has nobody left to take it.
        for connection in connections {
            if let count = System.receive(connection.descriptor, into: &buffer), count > 0 { throw .surplus }
        }
        guard outcome.counted > 0 else { throw .nothingCounted }
        outcome.memory = System.residentMemory()
        return outcome
    }

    private mutating func send(on index: Int, at now: UInt64) throws(BenchmarkError) {
        guard window.allows(sent + 1) else { return }
        connections[index].sentAt = now
        guard System.send(connections[index].descriptor, plan.request) else { throw .connectionLost }
        sent += 1
        underWay += 1
    }

    private mutating func receive(on index: Int) throws(BenchmarkError) {
        guard let count = System.receive(connections[index].descriptor, into: &buffer) else { throw .connectionLost }
        guard count > 0 else { return }
        guard connections[index].sentAt > 0 else { throw .surplus }
        guard try isWhole(on: index, count) else { return }
        let now = System.now()
        take(answerAfter: now - connections[index].sentAt, at: now)
        connections[index].sentAt = 0
        underWay -= 1
        try send(on: index, at: now)
    }

    /// Whether the bytes that came end an answer; if not, they are kept for later.
    private mutating func isWhole(on index: Int, _ count: Int) throws(BenchmarkError) -> Bool {
        var beginning = connections[index].beginning
        if beginning.isEmpty, try isWhole(buffer.span.extracting(first: count)) { return true }
        beginning.append(contentsOf: buffer[..<count])
        let isEnd = try isWhole(beginning.span)
        connections[index].beginning = isEnd ? [] : beginning
        return isEnd
    }

    private func isWhole(_ bytes: Span<UInt8>) throws(BenchmarkError) -> Bool {
        switch reader.read(bytes) {
        case .incomplete: return false
        case .right(let length):
            // One request at a time is under way: whatever follows its answer belongs to nobody.
            guard length == bytes.count else { throw .surplus }
            return true
        case .wrong:
            throw .wrongAnswer(Self.summary(of: (0..<bytes.count).map { bytes[$0] }))
        }
    }

    /// A wrong answer's status line, and the beginning of its content.
    private static func summary(of answer: [UInt8]) -> String {
        let lines = String(decoding: answer, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let content = lines.drop { !$0.isEmpty }.joined(separator: " ").prefix(told)
        return String((lines.first ?? "") + content)
    }

    private mutating func take(answerAfter nanoseconds: UInt64, at now: UInt64) {
        outcome.answers += 1
        switch window.place(of: now) {
        case .before, .after: break
        case .start: open(at: now)
        case .within: outcome.latency.record(nanoseconds)
        case .end: close(at: now)
        }
    }

    /// Begins the time that is counted.
    private mutating func open(at now: UInt64) {
        mark = Mark(at: now)
        _ = pulse.takeCommits()
    }

    /// Ends the time that is counted.
    private mutating func close(at now: UInt64) {
        let end = Mark(at: now)
        outcome.seconds = Double(end.time - mark.time) / 1e9
        outcome.generatorSeconds = Double(end.thread - mark.thread) / 1e9
        outcome.processorSeconds = max(0, Double(end.process - mark.process) / 1e9 - outcome.generatorSeconds)
        outcome.commits = pulse.takeCommits()
    }

    /// What the clocks and counters say at one moment.
    private struct Mark {
        var time: UInt64 = 0
        var process: UInt64 = 0
        var thread: UInt64 = 0

        init() {}

        init(at now: UInt64) {
            time = now
            process = System.processTime()
            thread = System.threadTime()
        }
    }
}
