/// What the alarm board is told.
public enum AlarmEvent: Sendable, Hashable {
    /// This has happened, once or once more.
    case raised(AlarmCause)
    /// These are over, where they were there.
    case cleared([AlarmCause])
    /// A look at the store and its disk found these, and none else that can be found by looking.
    case looked([AlarmCause: AlarmMeasure])
    /// Time has passed.
    case tick
}
