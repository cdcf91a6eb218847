public import BoardCRM
public import Outbox

/// One token, and whose deals are made by it.
public struct CourierLane: Sendable {
    /// Whose token it is, for the log and alarms: `crm`, or a form's name. Never the token.
    public let name: String
    /// Tells it from another, together with the address: a lane that had both in an earlier configuration goes on as it was.
    public let token: Secret
    /// The API's base.
    public let address: String
    /// The forms.
    public let forms: FormSelection
    /// The board's field that carries a submission's id; nil where none does.
    public let reference: Alias?
    /// What is called.
    public let board: any Board

    /// A lane of these parts.
    public init(
        name: String, token: Secret, address: String = "", forms: FormSelection, reference: Alias? = nil,
        board: any Board
    ) {
        self.address = address
        self.name = name
        self.token = token
        self.forms = forms
        self.reference = reference
        self.board = board
    }
}
