/// Why a file is not taken: words that follow the field's name, as the rules' own do, and never hold the file's name.
public enum FileProblem: Sendable, Hashable {
    /// Larger than so many bytes.
    case tooLarge(limit: Int)
    /// Of none of these kinds, or not what it says.
    case type([String])
    /// More files than so many.
    case tooMany(limit: Int)
    /// There is nothing in it.
    case empty

    /// What is wrong and what is expected.
    public var message: String {
        switch self {
        case .tooLarge(let limit): "is too large a file; at most \(FileSize.text(limit)) are expected"
        case .type(let names): "is not a file of an expected kind: \(names.joined(separator: ", "))"
        case .tooMany(let limit): "has too many files; at most \(limit) are expected"
        case .empty: "is an empty file"
        }
    }
}
