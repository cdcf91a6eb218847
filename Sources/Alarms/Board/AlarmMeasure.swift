/// How much of a cause there is: numbers alone.
public enum AlarmMeasure: Sendable, Hashable {
    /// So many submissions.
    case submissions(Int)
    /// So many bytes are free.
    case free(bytes: Int)
    /// The oldest has waited for so long.
    case waiting(Duration)
    /// There is nothing to measure.
    case none
}
