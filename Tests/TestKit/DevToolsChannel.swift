import Foundation
import Glibc

/// The two pipes to a browser: JSON messages, each ended by a zero byte.
final class DevToolsChannel: @unchecked Sendable {  // because `condition` guards every access to what changes.
    private let reading: ChildPipe
    private let writing: ChildPipe
    private let condition = NSCondition()
    private var nextID = 0
    private var answers: [Int: [String: Any]] = [:]
    private var events: [[String: Any]] = []
    private var isClosed = false

    init(read: ChildPipe, write: ChildPipe) {
        (reading, writing) = (read, write)
    }

    /// Calls a method and waits for its result.
    func call(
        _ method: String, _ parameters: [String: Any], session: String? = nil, limit: Double = 60
    ) async throws -> [String: Any] {
        let id = try send(method, parameters, session)
        let result = try await offPool { [self] in
            try wait(limit, "the answer to \(method)") { answers.removeValue(forKey: id).map(Transfer.init) }
        }.value
        if let error = result["error"] as? [String: Any] {
            throw TestFailure("\(method): \(error["message"] as? String ?? "failed")")
        }
        return result["result"] as? [String: Any] ?? [:]
    }

    /// What a session told so far, by the events' name.
    func events(of session: String, _ method: String) -> [[String: Any]] {
        condition.lock()
        defer { condition.unlock() }
        return events.filter { $0["sessionId"] as? String == session && $0["method"] as? String == method }
            .compactMap { $0["params"] as? [String: Any] }
    }

    /// Reads to the pipe's end. Blocks.
    func readAll() {
        var rest: [UInt8] = []
        while let bytes = reading.read() {
            rest += bytes
            while let end = rest.firstIndex(of: 0) {
                take(Data(rest[..<end]))
                rest.removeSubrange(...end)
            }
        }
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
        reading.closeReading()
    }

    /// A dictionary that goes from one thread to another and is no one else's any more.
    private struct Transfer: @unchecked Sendable {  // because only its receiver has it.
        let value: [String: Any]
    }

    private func take(_ message: Data) {
        guard let object = try? JSONSerialization.jsonObject(with: message) as? [String: Any] else { return }
        condition.lock()
        if let id = object["id"] as? Int { answers[id] = object } else { events.append(object) }
        condition.broadcast()
        condition.unlock()
    }

    private func send(_ method: String, _ parameters: [String: Any], _ session: String?) throws -> Int {
        condition.lock()
        defer { condition.unlock() }
        nextID += 1
        var message: [String: Any] = ["id": nextID, "method": method, "params": parameters]
        message["sessionId"] = session
        let text = String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
        writing.write(text + "\0")
        return nextID
    }

    private func wait<Value>(_ limit: Double, _ what: String, _ find: () -> Value?) throws -> Value {
        let deadline = Date(timeIntervalSinceNow: limit)
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value = find() { return value }
            if isClosed { throw TestFailure("the browser ended before \(what)") }
            guard condition.wait(until: deadline) else { throw TestFailure("waited in vain for \(what)") }
        }
    }
}
