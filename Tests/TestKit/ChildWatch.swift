import Foundation
import Glibc

/// What is known of a child by now, and the waiting for more. Every change wakes whoever waits.
final class ChildWatch: @unchecked Sendable {  // because `condition` guards every access to `state`.
    struct State {
        var text: [ChildStream: [UInt8]] = [:]
        var openStreams = 2
        var ending: ChildEnding?

        /// Ended, and all that it wrote is read.
        var isOver: Bool { ending != nil && openStreams == 0 }

        func wholeLines(of stream: ChildStream) -> [Substring] {
            let text = String(decoding: text[stream] ?? [], as: UTF8.self)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
    }

    private let condition = NSCondition()
    private var state = State()

    var hasEnded: Bool {
        condition.lock()
        defer { condition.unlock() }
        return state.ending != nil
    }

    func text(_ stream: ChildStream) -> String {
        condition.lock()
        defer { condition.unlock() }
        return String(decoding: state.text[stream] ?? [], as: UTF8.self)
    }

    /// The first value that `find` returns, or nil when it has none within `limit` seconds. Blocks.
    func wait<Value>(_ limit: Double, _ find: (State) -> Value?) -> Value? {
        let deadline = Date(timeIntervalSinceNow: limit)
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value = find(state) { return value }
            if !condition.wait(until: deadline) { return find(state) }
        }
    }

    /// Reads a stream to its end. Blocks.
    func read(_ pipe: ChildPipe, as stream: ChildStream) {
        while let bytes = pipe.read() { change { $0.text[stream, default: []] += bytes } }
        pipe.closeReading()
        change { $0.openStreams -= 1 }
    }

    /// Waits for the process's end. Blocks.
    func await(_ pid: Int32) {
        // Its end is seen first and taken under the lock, so that `kill` never meets an id that belongs to nobody.
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        change { state in
            var status: Int32 = 0
            unsafe waitpid(pid, &status, 0)
            let signal = status & 0x7F
            state.ending = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
        }
    }

    func kill(_ pid: Int32, _ signal: Int32) {
        condition.lock()
        defer { condition.unlock() }
        if state.ending == nil { Glibc.kill(pid, signal) }
    }

    private func change(_ body: (inout State) -> Void) {
        condition.lock()
        body(&state)
        condition.broadcast()
        condition.unlock()
    }
}
