public import BoardCRM

/// A column of the board.
public struct SandboxColumn: Sendable, Hashable {
    /// The column's id, unlike any other column's.
    public let id: Identifier
    /// What stands over the column.
    public let title: String

    /// A column of this id.
    public init(id: Identifier, title: String) {
        self.id = id
        self.title = title
    }
}
