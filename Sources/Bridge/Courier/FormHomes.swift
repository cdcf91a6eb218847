internal import Outbox

/// By which token each form's submissions go, with the forms that the configuration does not know any more: those that had a board of their own
/// go there, by whatever token leads there now, and to no other board. A value.
struct FormHomes: Sendable {
    /// What a token takes, by the configuration.
    struct Lane: Sendable {
        let id: Traffic.LaneID
        let board: Int64
        let forms: FormSelection
    }

    /// Forms of which nothing may be sent: no token leads to their board.
    private(set) var homeless: Set<String> = []
    private var selections: [Traffic.LaneID: FormSelection] = [:]

    /// Nobody is at home yet.
    init() {}

    /// - Parameters:
    ///   - lanes: the tokens of the configuration.
    ///   - boards: which forms had a board of their own.
    ///   - known: all forms of the configuration.
    init(_ lanes: [Lane], _ boards: FormBoards, known: Set<String>) {
        let strays = boards.boards.filter { form, _ in
            !known.contains(form) && !lanes.contains { $0.forms.names(form) }
        }
        homeless = Set(strays.filter { _, board in !lanes.contains { $0.board == board } }.keys)
        var placed: Set<String> = []
        for lane in lanes {
            // Of several tokens that are one, the first takes them.
            let own = Set(strays.filter { $0.value == lane.board }.keys).subtracting(placed)
            placed.formUnion(own)
            selections[lane.id] =
                switch lane.forms {
                case .only(let forms): .only(forms.union(own))
                case .except(let forms): .except(forms.union(strays.keys).subtracting(own))
                }
        }
    }

    /// The forms that a lane takes.
    func forms(of lane: Traffic.LaneID) -> FormSelection { selections[lane] ?? .only([]) }
}

extension FormSelection {
    /// Whether a form is meant by its name.
    fileprivate func names(_ form: String) -> Bool {
        if case .only(let forms) = self { forms.contains(form) } else { false }
    }
}
