/// Which forms have a board of their own, also those that the configuration does not know any more: what waits of them is for that board and
/// for no other. Kept in the store; a value.
struct FormBoards: Sendable, Equatable {
    /// The number of each such form's board.
    private(set) var boards: [String: Int64] = [:]

    /// Under which the store keeps it.
    static let name = "form-boards"

    /// No form has one.
    init() {}

    /// Takes in a configuration.
    /// - Parameters:
    ///   - own: the forms that have boards of their own, with their numbers.
    ///   - known: all forms of the configuration.
    mutating func look(own: [String: Int64], known: Set<String>) {
        for form in known { boards[form] = nil }
        boards.merge(own) { _, new in new }
    }

    /// As it is kept: a line for each form.
    var text: String { boards.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: "\n") }

    /// Reads ``text``; what is no such line is passed over.
    init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2, let number = Int64(words[0]) { boards[String(words[1])] = number }
        }
    }
}
