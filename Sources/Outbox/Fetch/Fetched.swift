/// What there is to be fetched for a submission whose sender only announced it.
public enum Fetched: Sendable, Hashable {
    /// Nothing: all of it came.
    case nothing
    /// It is not there yet; at that moment it is tried again, or never by itself.
    case awaited(at: Timestamp?)
    /// It is there: a JSON object.
    case answer([UInt8])

    /// The JSON object that was fetched.
    public var json: [UInt8]? { if case .answer(let json) = self { json } else { nil } }
    /// Whether it is not there yet.
    public var isAwaited: Bool { if case .awaited = self { true } else { false } }
}
