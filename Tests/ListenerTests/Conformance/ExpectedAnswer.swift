/// What one answer may be.
struct ExpectedAnswer: Sendable, ExpressibleByIntegerLiteral {
    /// The statuses that are allowed.
    let statuses: Set<Int>
    /// Fields that it must have, by their lower-case names.
    let fields: [String: String]
    /// It answers HEAD: no content follows, whatever its length says.
    let isToHead: Bool

    init(_ statuses: Set<Int>, fields: [String: String] = [:], isToHead: Bool = false) {
        self.statuses = statuses
        self.fields = fields
        self.isToHead = isToHead
    }

    init(integerLiteral status: Int) { self.init([status]) }

    static func oneOf(_ statuses: Int...) -> ExpectedAnswer { ExpectedAnswer(Set(statuses)) }

    static func toHead(_ statuses: Int...) -> ExpectedAnswer { ExpectedAnswer(Set(statuses), isToHead: true) }

    static func with(_ status: Int, _ fields: [String: String]) -> ExpectedAnswer {
        ExpectedAnswer([status], fields: fields)
    }
}
