/// Where tests look into the store and hurt it.
struct Hooks: Sendable {
    /// SQL run on every connection that writes, after its own settings and before they are checked.
    var whenOpened: [String] = []
    /// SQL run before a transaction begins.
    var beforeTransaction: @Sendable () -> String? = { nil }
    /// Told of each commit, with the number of changes in it, before they are answered.
    var committed: @Sendable (Int) -> Void = { _ in }
    /// Told each time the thread beside the writer has tried to bring the log into the database.
    var checkpointed: @Sendable () -> Void = {}
}
