internal import Synchronization

/// The forms and limits in force. A new configuration replaces them as a whole, while loops go on.
public final class IntakeSettings: Sendable {
    struct Snapshot: Sendable {
        let forms: [String: IntakeForm]
        let fieldLimit: Int
    }

    /// Where the outside reaches the service, without a slash at its end; nil when not said.
    let publicURL: String?
    private let strangers = Mutex<[String: Int]>([:])
    private let snapshot: Mutex<Snapshot>
    private let version = Atomic(0)

    /// Settings that serve these forms; `limits` bounds what one post may hold; `publicURL` is where the outside reaches the service;
    /// `languages` are what pages can be written in.
    public init(
        forms: [FormSettings], limits: LimitSettings, publicURL: String? = nil, languages: [PageLanguage] = []
    ) {
        self.publicURL = publicURL
        let pages = MessagePage(publicURL: publicURL, languages: PageLanguages(languages))
        snapshot = Mutex(Self.snapshot(forms, limits, pages))
    }

    /// Puts other forms, limits and languages in force. A post whose content is still on its way is mapped by the new rules, or finds its form
    /// gone.
    public func replace(forms: [FormSettings], limits: LimitSettings, languages: [PageLanguage] = []) {
        let pages = MessagePage(publicURL: publicURL, languages: PageLanguages(languages))
        snapshot.withLock { $0 = Self.snapshot(forms, limits, pages) }
        version.wrappingAdd(1, ordering: .releasing)
    }

    /// All forms, those that are not enabled too, in alphabetical order.
    public var forms: [FormSettings] {
        snapshot.withLock { $0.forms.values.map(\.settings) }.sorted { $0.name < $1.name }
    }

    /// The form of that name, whether it is enabled or not.
    public func form(_ name: String) -> FormSettings? {
        snapshot.withLock { $0.forms[name]?.settings }
    }

    /// How many posts were refused since the start because they were not a form's sender's, by the form's name.
    public var strangersByForm: [String: Int] { strangers.withLock { $0 } }

    /// Counts one, and says how many it is now.
    func countStranger(of form: String) -> Int {
        strangers.withLock { counts in
            counts[form, default: 0] += 1
            return counts[form, default: 0]
        }
    }

    /// Whether any form fetches what its sender announces.
    var fetches: Bool { snapshot.withLock { $0.forms.values.contains { $0.awaitsFetch } } }

    /// Loops compare versions once a request, without a lock.
    func current(after known: inout Int) -> Snapshot? {
        let latest = version.load(ordering: .acquiring)
        guard latest != known else { return nil }
        known = latest
        return snapshot.withLock { $0 }
    }

    private static func snapshot(_ forms: [FormSettings], _ limits: LimitSettings, _ pages: MessagePage) -> Snapshot {
        var table: [String: IntakeForm] = [:]
        for form in forms { table[form.name] = IntakeForm(form, contentLimit: limits.body, pages: pages) }
        return Snapshot(forms: table, fieldLimit: limits.fields)
    }
}
