/// What is not documented of BoardCRM and may be one way or another: for tests that must not depend on it.
public struct SandboxQuirks: Sendable, Hashable {
    /// In which order `lead/list` gives the leads.
    public enum LeadOrder: Sendable, Hashable {
        /// The one made last comes first.
        case newestFirst
        /// The one made first comes first.
        case oldestFirst
        /// By name.
        case byName
    }

    /// What `offer/export` gives.
    public enum Export: Sendable, Hashable {
        /// The deals as CSV.
        case csv
        /// Always this file.
        case file([UInt8])
        /// The method is not there.
        case missing
    }

    /// In which order `lead/list` gives the leads.
    public var leadOrder = LeadOrder.newestFirst
    /// The most leads on a page, whatever is asked for; nil for no such limit.
    public var leadsOnAPage: Int?
    /// Whether there is `lead/list`.
    public var listsLeads = true
    /// What `offer/export` gives.
    public var export = Export.csv
    /// How far the board's clock is from UTC, in seconds.
    public var clockOffset: Int64 = 0

    /// As the sandbox is unless told otherwise.
    public init() {}
}
