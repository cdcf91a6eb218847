/// Which checks looked at a submission: a bit for each, so that it is kept in its row and costs none of its own.
public struct SpamChecks: OptionSet, Sendable, Hashable {
    /// A bit for each check, by its place in ``SpamCheck/allCases``: stored, so that new checks come last there.
    public let rawValue: UInt16

    /// Those of these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Those that a form's settings switch on.
    public init(_ settings: SpamSettings) {
        let isOn: [SpamCheck: Bool] = [
            .honeypot: settings.honeypot != nil, .time: settings.time != nil, .altcha: settings.altcha != nil,
            .captcha: settings.captcha != nil, .words: settings.words != nil, .links: settings.links != nil,
            .senders: settings.senders != nil, .disposable: settings.disposable != nil,
            .repeats: settings.repeats != nil,
        ]
        self.init(SpamCheck.allCases.filter { isOn[$0] == true })
    }

    private init(_ checks: [SpamCheck]) {
        self.init(rawValue: checks.reduce(0) { $0 | Self.bit(of: $1) })
    }

    /// The checks, in the order in which they look.
    public var checks: [SpamCheck] { SpamCheck.allCases.filter { rawValue & Self.bit(of: $0) != 0 } }

    private static func bit(of check: SpamCheck) -> UInt16 {
        UInt16(1) << UInt16(SpamCheck.allCases.firstIndex(of: check) ?? 15)
    }
}
