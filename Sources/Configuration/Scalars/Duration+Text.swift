extension Duration {
    /// The time that `300ms`, `5s`, `1m30s` or `2h` says, as the configuration reads it; nil for anything else.
    public init?(configured text: String) {
        guard let milliseconds = Quantity.time.read(text) else { return nil }
        self = .milliseconds(milliseconds)
    }
}
