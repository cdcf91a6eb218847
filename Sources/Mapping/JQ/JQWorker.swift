import CJQ

/// The owner of one worker process of libjq. It is in one thread's hands at a time: `JQWorkers` sees to that.
///
/// `@unchecked Sendable`, because a worker is either in the pool or with the one thread that took it out.
@safe final class JQWorker: @unchecked Sendable {
    private let worker: OpaquePointer
    /// The programs that it has compiled, by their numbers, and their places in it.
    private var places: [Int: UInt32] = [:]
    private(set) var isBroken = false

    /// Starts a process; nil where the system does not let us.
    init?() {
        guard let started = unsafe bb_jq_start() else { return nil }
        unsafe worker = started
    }

    deinit {
        unsafe bb_jq_end(worker)
    }

    /// How many programs it holds, in use or not.
    var count: Int { places.count }

    /// Compiles a program, unless it has it.
    func compile(_ program: JQProgram) throws(JQError) {
        if places[program.number] != nil { return }
        let text = Array(program.text.utf8)
        // because the call reads the array only while it lasts.
        let status = unsafe text.withUnsafeBufferPointer { bytes in
            unsafe bytes.baseAddress.map { unsafe bb_jq_compile(worker, $0, bytes.count) } ?? BB_JQ_ERROR
        }
        switch status {
        case BB_JQ_OK: places[program.number] = UInt32(places.count)
        case BB_JQ_ERROR:
            let told = JQMessage.ofCompiler(String(decoding: answer, as: UTF8.self), program: program.text)
            throw .doesNotCompile(told.message, line: told.line)
        default: throw failure(status)
        }
    }

    /// Runs a program that it has compiled.
    func run(_ program: JQProgram, _ json: [UInt8], _ time: inout JQTime) throws(JQError) -> [UInt8] {
        guard let place = places[program.number] else { throw .unavailable }
        guard let allowance = time.allowance else { throw .outOfWholeTime }
        var spent: UInt32 = 0
        defer { time.spend(Int(spent)) }
        // because the call reads the array only while it lasts.
        let status = unsafe json.withUnsafeBufferPointer { bytes in
            unsafe bytes.baseAddress.map { unsafe bb_jq_run(worker, place, UInt32(allowance), $0, bytes.count, &spent) }
                ?? BB_JQ_ERROR
        }
        if status == BB_JQ_TIME, allowance < JQTime.run { throw .outOfWholeTime }
        guard status == BB_JQ_OK else { throw failure(status) }
        return answer
    }

    private func failure(_ status: bb_jq_status) -> JQError {
        switch status {
        case BB_JQ_ERROR: return .failed(JQMessage.ofProgram(String(decoding: answer, as: UTF8.self)))
        case BB_JQ_TIME: return .outOfTime
        case BB_JQ_MEMORY: return .outOfMemory
        case BB_JQ_OUTPUT: return .tooMuchOutput
        case BB_JQ_CRASH: return .crashed
        case BB_JQ_SILENT:
            isBroken = true
            return .outOfTime
        default:
            isBroken = true
            return .gone
        }
    }

    private var answer: [UInt8] {
        var length = 0
        // because the worker keeps the answer until the next request, and it is copied here.
        guard let start = unsafe bb_jq_answer(worker, &length), length > 0 else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: start, count: length))
    }
}
