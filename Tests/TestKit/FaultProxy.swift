import Foundation
import Glibc
import Synchronization

/// A proxy between a client and an HTTP server on the loopback that spoils exchanges, each by chance in one way of many. What it did is
/// counted; the same seed gives the same chances.
public final class FaultProxy: Sendable {
    /// What happens to one exchange.
    public enum Fault: String, CaseIterable, Sendable {
        /// Nothing: the server's answer comes through.
        case none
        /// The connection is reset, before anything is read of the request.
        case reset
        /// The connection ends in the middle of the request; the server gets nothing.
        case cutBefore
        /// The server does what it is asked, and the connection ends in the middle of its answer.
        case cutIn
        /// The server does what it is asked, and the connection ends before its answer.
        case cutAfter
        /// The server does what it is asked, and its answer does not come.
        case stall
        /// The server gets nothing, and no answer comes.
        case silence
        /// The server's answer comes a few bytes at a time.
        case trickle
        /// The server does what it is asked, and what comes is not HTTP.
        case garbage
        /// The server gets nothing, and a page comes.
        case page
        /// The server does what it is asked, and a page comes.
        case pageAfter
        /// 429 with Retry-After; the server gets nothing.
        case tooMany
        /// 503; the server gets nothing.
        case unavailable
        /// 500 with a page; the server gets nothing.
        case broken
        /// The server does what it is asked, and 500 comes.
        case brokenAfter
    }

    private struct State {
        var random: UInt64
        var share: Double
        var counts: [Fault: Int] = [:]
    }

    private let port: Int
    private let state: Mutex<State>
    private let server: Mutex<RawServer?> = Mutex(nil)
    /// How long a silent connection is held, longer than the client waits.
    private let silence: Double

    /// Stands before the server on `port`; `share` of the exchanges are spoilt, from 0 to 1.
    public init(before port: Int, seed: UInt64, share: Double, silence: Double) throws {
        self.port = port
        self.silence = silence
        state = Mutex(State(random: seed, share: share))
        let server = try RawServer { [weak self] connection in self?.serve(connection) }
        self.server.withLock { $0 = server }
    }

    /// Where it listens.
    public var address: String { "127.0.0.1:\(server.withLock { $0?.port ?? 0 })" }

    /// How often it did what.
    public var counts: [Fault: Int] { state.withLock { $0.counts } }

    /// Spoils another share of the exchanges from now on.
    public func spoil(_ share: Double) { state.withLock { $0.share = share } }

    /// Stops listening.
    public func stop() { server.withLock { $0?.stop() } }

    private func draw() -> Fault {
        state.withLock { state in
            func number() -> UInt64 {
                state.random &+= 0x9E37_79B9_7F4A_7C15
                var value = state.random
                value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
                value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
                return value ^ value >> 31
            }
            let isSpoilt = Double(number() >> 11) / Double(1 << 53) < state.share
            let faults = Fault.allCases.dropFirst()
            let fault = isSpoilt ? faults[faults.startIndex + Int(number() % UInt64(faults.count))] : .none
            state.counts[fault, default: 0] += 1
            return fault
        }
    }

    private func serve(_ connection: RawServerConnection) {
        // A kept connection has many exchanges.
        while serveOne(connection, draw()) {}
    }

    /// Whether the connection goes on.
    private func serveOne(_ connection: RawServerConnection, _ fault: Fault) -> Bool {
        switch fault {
        case .reset:
            connection.close(reset: true)
            return false
        case .cutBefore:
            connection.readSome(40)
            return false
        default: break
        }
        guard let request = connection.readRequest() else { return false }
        let page = "<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>"
        switch fault {
        case .silence: Thread.sleep(forTimeInterval: silence)
        case .page:
            connection.answer(502, fields: ["Content-Type: text/html"], page)
            return true
        case .tooMany:
            connection.answer(429, fields: ["Retry-After: 0"], "")
            return true
        case .unavailable:
            connection.answer(503, page)
            return true
        case .broken:
            connection.answer(500, page)
            return true
        default: return answer(connection, fault, forward(request), page)
        }
        return false
    }

    private func answer(_ connection: RawServerConnection, _ fault: Fault, _ answer: [UInt8]?, _ page: String) -> Bool {
        guard let answer else { return false }
        switch fault {
        case .none: connection.send(answer)
        case .trickle:
            for start in stride(from: 0, to: answer.count, by: 64) {
                connection.send(Array(answer[start..<min(answer.count, start + 64)]))
                Thread.sleep(forTimeInterval: 0.005)
            }
        case .pageAfter: connection.answer(504, fields: ["Content-Type: text/html"], page)
        case .brokenAfter: connection.answer(500, page)
        case .cutIn:
            connection.send(Array(answer[..<(answer.count / 2)]))
            return false
        case .garbage:
            connection.send([0x16, 0x03, 0xFF, 0x00, 0x0A, 0x47, 0x0D, 0x0A, 0x0D, 0x0A])
            return false
        case .stall:
            Thread.sleep(forTimeInterval: silence)
            return false
        default: return false
        }
        return true
    }

    /// The server's whole answer; nil when it gave none.
    private func forward(_ request: RawServerRequest) -> [UInt8]? {
        guard let client = try? RawClient(port: port, limit: 30),
            (try? client.send(Array("\(request.head)\r\n\r\n".utf8) + request.content)) != nil,
            let response = try? client.response()
        else { return nil }
        return Array(response.head.utf8) + response.content
    }
}
