/// All figures of one benchmark, each checked: what was answered is stored, what was stored is delivered once.
public struct BenchmarkReport: Sendable {
    /// Posts of one kind, each stored before its answer.
    public struct Intake: Sendable {
        /// What was posted.
        public var sample: Sample
        /// On how many connections.
        public var connections: Int
        /// What the load generator found.
        public var load: LoadOutcome
        /// The rows in the store afterwards; as many as there were answers.
        public var stored: Int

        /// Figures of these parts.
        public init(sample: Sample, connections: Int, load: LoadOutcome, stored: Int) {
            self.sample = sample
            self.connections = connections
            self.load = load
            self.stored = stored
        }
    }

    /// Answers without storing.
    public struct Answering: Sendable {
        /// On how many connections.
        public var connections: Int
        /// What the load generator found.
        public var load: LoadOutcome

        /// Figures of these parts.
        public init(connections: Int, load: LoadOutcome) {
            self.connections = connections
            self.load = load
        }
    }

    /// Stored submissions made into deals.
    public struct Delivery: Sendable {
        /// How many submissions were stored.
        public var submissions: Int
        /// How many deals the CRM has afterwards: one for each submission.
        public var deals: Int
        /// Calls under way at one time.
        public var connections: Int
        /// From the courier's start to the last deal.
        public var seconds: Double
        /// How long one answer takes the CRM; 0 for one that answers at once.
        public var answerTime: Double
        /// Deals a second that a bare loop around libcurl makes on a CRM of its own, with as many connections; nil where it was not measured.
        public var barePerSecond: Double?

        /// Figures of these parts.
        public init(
            submissions: Int, deals: Int, connections: Int, seconds: Double, answerTime: Double = 0,
            barePerSecond: Double? = nil
        ) {
            self.submissions = submissions
            self.deals = deals
            self.connections = connections
            self.seconds = seconds
            self.answerTime = answerTime
            self.barePerSecond = barePerSecond
        }

        /// Deals a second.
        public var perSecond: Double { Double(deals) / seconds }

        /// The part of what the bare loop does.
        public var ratioToBare: Double? { barePerSecond.map { perSecond / $0 } }

        /// The part of what can be done at the most with a CRM that takes its time; nil for one that answers at once.
        public var ratioToBound: Double? {
            answerTime > 0 ? perSecond / (Double(connections) / answerTime) : nil
        }
    }

    /// The program's version.
    public var version: String
    /// The folder that the store stood in.
    public var directory: String
    /// Whether it was a short run, whose figures say little.
    public var isQuick: Bool
    /// The service's event loops.
    public var loops: Int
    /// The processors that the process may use.
    public let processors = System.processorCount
    /// The disk by itself.
    public var disk: SyncRate
    /// Intake, one entry for each measurement.
    public var intake: [Intake] = []
    /// `/healthz`.
    public var answering: Answering?
    /// The courier.
    public var delivery: Delivery?

    /// A report that has only the disk's figures so far.
    public init(version: String, directory: String, isQuick: Bool, loops: Int, disk: SyncRate) {
        self.version = version
        self.directory = directory
        self.isQuick = isQuick
        self.loops = loops
        self.disk = disk
    }

    /// How many posts are stored in the time of one bare sync.
    func ratio(_ intake: Intake) -> Double { intake.load.perSecond / disk.perSecond }

    /// What a reader has to know to read the figures right.
    var notes: [String] {
        var notes = [
            "Service, load generator and sandbox CRM are threads of one process and share its \(Figure.count(processors, "processor")).",
            "The load generator's processor time is not in 'CPU s'; its memory is in 'memory'. Log lines go to /dev/null.",
        ]
        let loads = intake.map(\.load) + (answering.map { [$0.load] } ?? [])
        if loads.contains(where: { $0.generatorLoad > 0.95 }) {
            notes.append("The load generator had no time left in some runs: the service may be faster than it can ask.")
        }
        if disk.isInMemory {
            notes.append(
                "\(directory) is kept in memory: its syncs are worth nothing. Name a folder on a disk with --dir.")
        }
        if isQuick { notes.append("A quick run: it shows that all works; its speeds say little.") }
        return notes
    }
}
