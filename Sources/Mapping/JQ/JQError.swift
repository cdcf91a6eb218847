/// Why a jq program gave no result.
enum JQError: Error, Hashable {
    /// Its text is none: jq's message, and the line of the text, from 1.
    case doesNotCompile(String, line: Int?)
    /// It raised an error on what came: jq's message, without data; nil where nothing can be said without.
    case failed(String?)
    case outOfTime
    /// All runs on the post together took as long as they may.
    case outOfWholeTime
    case outOfMemory
    case tooMuchOutput
    case crashed
    /// The process went away. `JQWorkers` tries another; two in a row are a crash.
    case gone
    /// The system lets us start no process for it.
    case unavailable

    /// Whether the same submission may be mapped another day, so that it must not be refused: what stopped the program is no answer to
    /// the visitor's data.
    var isNoAnswer: Bool {
        switch self {
        case .doesNotCompile, .failed: false
        case .outOfTime, .outOfWholeTime, .outOfMemory, .tooMuchOutput, .crashed, .gone, .unavailable: true
        }
    }

    /// What happened, in words that follow `its jq `.
    var message: String {
        switch self {
        case .doesNotCompile(let message, let line):
            "does not compile: \(message)" + (line.map { " (in line \($0) of it)" } ?? "")
        case .failed(let message): "failed on this submission" + (message.map { ": \($0)" } ?? "")
        case .outOfTime: "was stopped on this submission: it took longer than 50 ms"
        case .outOfWholeTime:
            "was stopped on this submission: all jq rules on its post together took longer than 100 ms"
        case .outOfMemory: "was stopped on this submission: it needed more than 128 MiB"
        case .tooMuchOutput: "was stopped on this submission: it gave more than 1,000 results or 1 MiB"
        case .crashed, .gone: "ended without a result: jq itself failed"
        case .unavailable: "could not be run: no process could be started for it"
        }
    }
}
