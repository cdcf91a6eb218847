import Synchronization
import Wire

/// What all parts of a post have in common: the whole, what was found in it or beside it already, and the time that jq may take. What
/// lies beside the parts is worked on once, and not once for each of them.
///
/// What stands beside the post, its query and headers, is the same for all parts.
final class PostShare: Sendable {
    let whole: Payload
    /// Where members are in the whole.
    let index: MemberIndex?

    private let known = Mutex(Known())

    private struct Known {
        var located: [Path: Located] = [:]
        var texts: [Path: ReadText] = [:]
        var outcomes: [Pair<Rule>: Rule.Outcome?] = [:]
        var changed: [Pair<Path>: Pieces?] = [:]
        var leftovers: [LeftoversKey: LabelledLines] = [:]
        var keyValues: [Path: ArraySlice<UInt8>] = [:]
        var time = JQTime()
        var findings = 0
    }

    /// What decides which lines of the whole are left over: the paths that parts took, and those to texts that they looked into.
    struct LeftoversKey: Hashable {
        let taken: Set<Path>
        let texts: Set<Path>
    }

    /// A path, and what uses it; both are meant by themselves and not by what is written in them.
    private struct Pair<User: AnyObject & Sendable>: Hashable, Sendable {
        let user: User
        let path: Path

        static func == (left: Self, right: Self) -> Bool { left.user === right.user && left.path === right.path }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(user))
            hasher.combine(ObjectIdentifier(path))
        }
    }

    init(_ whole: Payload) {
        self.whole = whole
        index = MemberIndex.make(for: whole)
    }

    /// How often something was looked for, made or gathered beside the parts.
    var findings: Int { known.withLock(\.findings) }

    // MARK: - What paths lead to

    func located(at path: Path) -> Located? { known.withLock { $0.located[path] } }

    func remember(_ located: Located, at path: Path) {
        known.withLock {
            $0.located[path] = located
            $0.findings += 1
        }
    }

    func text(at path: Path) -> ReadText? { known.withLock { $0.texts[path] } }

    func remember(_ text: ReadText) { known.withLock { $0.texts[text.path] = text } }

    // MARK: - What is made of it

    /// What a rule makes of what is at one of its paths; nil where that is nothing.
    func outcome(of rule: Rule, at path: Path, _ make: () -> Rule.Outcome?) -> Rule.Outcome? {
        let key = Pair(user: rule, path: path)
        if let outcome = known.withLock({ $0.outcomes[key] }) { return outcome }
        let outcome = make()
        known.withLock {
            $0.outcomes[key] = .some(outcome)
            $0.findings += 1
        }
        return outcome
    }

    /// What a template's transforms make of what is at their path; nil where it becomes too long.
    func changed(at path: Path, _ make: () -> Pieces?) -> Pieces? {
        let key = Pair(user: path, path: path)
        if let pieces = known.withLock({ $0.changed[key] }) { return pieces }
        let pieces = make()
        known.withLock {
            $0.changed[key] = .some(pieces)
            $0.findings += 1
        }
        return pieces
    }

    /// What is left over of the whole.
    func leftovers(_ key: LeftoversKey, _ make: () -> LabelledLines) -> LabelledLines {
        if let lines = known.withLock({ $0.leftovers[key] }) { return lines }
        let lines = make()
        known.withLock {
            $0.leftovers[key] = lines
            $0.findings += 1
        }
        return lines
    }

    /// What stands in the whole where a part has nothing of its own to tell its event from another.
    func keyValue(at path: Path, _ make: () -> ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if let value = known.withLock({ $0.keyValues[path] }) { return value }
        let value = make()
        known.withLock {
            $0.keyValues[path] = value
            $0.findings += 1
        }
        return value
    }

    // MARK: - jq

    /// The time that is left for jq, of all parts together.
    var time: JQTime {
        get { known.withLock(\.time) }
        set { known.withLock { $0.time = newValue } }
    }
}
