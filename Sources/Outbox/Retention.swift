/// How long submissions are kept, by their state and form.
///
/// What waits or needs a person is kept until someone ends it: only `delivered`, `spam` and `discarded` ever go by themselves.
public struct Retention: Sendable, Hashable {
    /// How long a submission stays after it came into a state, by that state.
    public typealias Ages = [SubmissionState: RetentionAge]

    /// The states that go by themselves.
    public static let states: [SubmissionState] = [.delivered, .spam, .discarded]
    /// Delivered ones for 30 days, spam and discarded ones for 7.
    public static let standard: Ages = [
        .delivered: .after(.seconds(30 * 86_400)), .spam: .after(.seconds(7 * 86_400)),
        .discarded: .after(.seconds(7 * 86_400)),
    ]

    private var ages: Ages
    private var forms: [String: Ages]

    /// - Parameters:
    ///   - ages: what goes for every form.
    ///   - forms: what goes for a form instead, by its name; of a state that is not there, what goes for every form.
    public init(_ ages: Ages = Retention.standard, forms: [String: Ages] = [:]) {
        self.ages = ages
        self.forms = forms
    }

    /// How long a form's submission stays in a state.
    public func age(of state: SubmissionState, form: String) -> RetentionAge {
        guard Self.states.contains(state) else { return .forever }
        return forms[form]?[state] ?? ages[state] ?? .forever
    }

    /// What came into the state at or before this moment goes; nil where nothing does.
    public func horizon(of state: SubmissionState, form: String, at moment: Timestamp) -> Timestamp? {
        guard case .after(let age) = age(of: state, form: form) else { return nil }
        return moment + (.zero - age)
    }
}
