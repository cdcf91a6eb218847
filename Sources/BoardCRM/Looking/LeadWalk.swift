/// Finds the newest leads of a board page by page, without knowing in which order `lead/list` gives them: a value that takes pages and says
/// which to ask for next.
///
/// The order is found out from the ids at the two ends of the list. It is walked from its newest end until a page holds nothing young
/// enough.
public struct LeadWalk: Sendable {
    /// What to do next.
    public enum Step: Sendable, Equatable {
        /// Ask for this page, from 1.
        case ask(page: Int)
        /// All leads that are young enough have been seen.
        case done
        /// The list is none that this can walk: nothing may be concluded.
        case unreadable(String)
    }

    /// How many leads to ask for at once.
    public static let pageSize = 100
    /// More pages than this are not read for one look.
    private static let mostPages = 60

    /// Leads made before it, by the board's clock, do not matter.
    private let start: DateTime
    private var newestFirst: Bool?
    private var size = LeadWalk.pageSize
    private var asked = 0
    private var page = 1
    private var first: LeadPage?
    /// Every lead that was shown, by id.
    public private(set) var seen: [Identifier: ListedLead] = [:]

    /// A walk to the leads made since `start`.
    public init(since start: DateTime) {
        self.start = start
    }

    /// What to ask for at the beginning.
    public let beginning = Step.ask(page: 1)

    /// Takes the page that was asked for.
    public mutating func take(_ answer: LeadPage) -> Step {
        asked += 1
        for lead in answer.leads { seen[lead.id] = lead }
        guard asked < Self.mostPages else { return .unreadable("the list of leads is too long") }
        guard answer.leads.allSatisfy({ $0.createdAt != nil }) else {
            return .unreadable("a lead has no created_at that can be read")
        }
        if first == nil {
            first = answer
            guard answer.total > answer.leads.count else { return .done }
            guard !answer.leads.isEmpty else { return .unreadable("an empty page of a list that is not empty") }
            // A board that gives fewer than it was asked for has pages of that size.
            size = answer.leads.count
            return ask(lastPage(of: answer.total))
        }
        guard let newestFirst else { return findOrder(answer) }
        return goOn(answer, newestFirst)
    }

    private mutating func findOrder(_ last: LeadPage) -> Step {
        guard let front = first?.leads.map(\.id), let youngest = front.max(), let end = last.leads.map(\.id).max()
        else {
            return .unreadable("the last page of the list of leads is empty")
        }
        let isNewestFirst = youngest > end
        newestFirst = isNewestFirst
        if let first, !isInOrder(first, isNewestFirst) { return Self.noOrder }
        if isNewestFirst {
            return first.map(hasOld) == true ? .done : ask(2)
        }
        return goOn(last, false)
    }

    private mutating func goOn(_ answer: LeadPage, _ newestFirst: Bool) -> Step {
        guard isInOrder(answer, newestFirst) else { return Self.noOrder }
        if newestFirst {
            return hasOld(answer) || page >= lastPage(of: answer.total) ? .done : ask(page + 1)
        }
        // New leads make a list that ends with them longer, while it is read.
        if !hasTurned, page < lastPage(of: answer.total) { return ask(page + 1) }
        hasTurned = true
        return hasOld(answer) || page <= 1 ? .done : ask(page - 1)
    }

    /// Whether the end of a list with the oldest first was reached, so that it is walked backwards from here.
    private var hasTurned = false

    private mutating func ask(_ page: Int) -> Step {
        self.page = page
        return .ask(page: page)
    }

    private func lastPage(of total: Int) -> Int { max(1, (total + size - 1) / size) }

    private static let noOrder = Step.unreadable("the list of leads is not in the order of their making")

    private func isInOrder(_ page: LeadPage, _ newestFirst: Bool) -> Bool {
        zip(page.leads, page.leads.dropFirst()).allSatisfy { newestFirst ? $0.id > $1.id : $0.id < $1.id }
    }

    private func hasOld(_ page: LeadPage) -> Bool {
        page.leads.contains { $0.createdAt.map { $0 < start } ?? false }
    }
}
