internal import Crypto
internal import Synchronization

/// What the checks of all forms and event loops share: the server's key, and what has come lately. Of a bounded size, whatever comes.
public final class SpamMemory: Sendable {
    let tokenKey: KeyedHash
    let challengeKey: KeyedHash
    private let rates: Mutex<BoundedTable>
    private let tokens: Mutex<MarkTable>
    private let solutions: Mutex<MarkTable>
    private let texts: Mutex<BoundedTable>

    /// - Parameters:
    ///   - key: the server's, 16 to 64 bytes: what was signed with it before a restart is good after it. nil for one that nobody knows.
    ///   - capacity: how many addresses, tokens, solutions and texts are remembered, each; a power of two.
    public init(key: [UInt8]? = nil, capacity: Int = 1 << 16) {
        let key = KeyedHash(key: key ?? (0..<32).map { _ in .random(in: .min ... .max) })
        tokenKey = KeyedHash(key: key.code(of: Array("time on form".utf8)).bytes)
        challengeKey = KeyedHash(key: key.code(of: Array("proof of work".utf8)).bytes)
        rates = Mutex(BoundedTable(capacity: capacity))
        tokens = Mutex(MarkTable(capacity: capacity))
        solutions = Mutex(MarkTable(capacity: capacity))
        texts = Mutex(BoundedTable(capacity: capacity))
    }

    /// How many bytes all it remembers takes.
    public var size: Int {
        [rates.withLock(\.size), tokens.withLock(\.size), solutions.withLock(\.size), texts.withLock(\.size)].reduce(
            0, +)
    }

    /// Marks a token as used, until a moment (milliseconds since 1970); false where it was used before.
    func use(token: UInt64, until: Int64, at now: Int64) -> Bool {
        tokens.withLock { $0.mark(token, until: until, at: now) }
    }

    /// The same of a proof of work.
    func use(solution: UInt64, until: Int64, at now: Int64) -> Bool {
        solutions.withLock { $0.mark(solution, until: until, at: now) }
    }

    /// What used these came to nothing: they may be used again.
    public func giveBack(_ marks: SpamMarks) {
        if let token = marks.token { tokens.withLock { $0.forget(token) } }
        if let solution = marks.solution { solutions.withLock { $0.forget(solution) } }
    }

    /// In how many forms, this one among them, a text came within some time.
    /// - Parameters:
    ///   - form: a hash of its name.
    ///   - within: milliseconds.
    func forms(with text: UInt64, in form: UInt64, within: Int64, at now: Int64) -> Int {
        texts.withLock { table in
            table.change(text, at: now) { slot in
                // One bit a form: with up to 64 of them two may share one, and then count as one.
                slot.value |= 1 << (form & 63)
                slot.until = now + within
                return slot.value.nonzeroBitCount
            }
        }
    }

    /// Takes one post of a client at a form's rate (the generic cell rate algorithm: a token bucket of one number).
    /// - Parameters:
    ///   - key: of whom and what.
    ///   - now: nanoseconds by a clock that nobody sets.
    /// - Returns: nil where it may come; else after how much time it may.
    func take(_ key: UInt64, _ rate: PostRate, at now: Int64) -> Duration? {
        rates.withLock { table in
            table.change(key, at: now) { slot in
                let interval = rate.interval
                let next = max(slot.until, now) + interval
                let wait = next - now - rate.total
                guard wait <= 0 else { return .nanoseconds(wait) }
                slot.until = next
                return nil
            }
        }
    }
}
