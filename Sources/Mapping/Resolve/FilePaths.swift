/// Which paths lead to files alone, on a form that keeps files: no text that a visitor names like them is there for such a path, in whatever
/// it is posted.
struct FilePaths: Sendable {
    /// The fields whose address something takes.
    private let fields: Set<[Path.Step]>

    /// For a form that looks at these paths.
    init(_ paths: [Path]) {
        fields = Set(paths.filter { $0.isOfPost && FileFact(of: $0) == .url }.map { Array($0.steps.dropLast()) })
    }

    /// An address is only a file's, and so is all that begins with `files`; a name, size or type is where an address is taken, too.
    func contains(_ path: Path) -> Bool {
        guard path.isOfPost, path.steps.count > 1 else { return false }
        if case .member(let name) = path.steps[0], name.bytes.elementsEqual("files".utf8) { return true }
        return switch FileFact(of: path) {
        case .none: false
        case .url: true
        case .name, .size, .type: fields.contains(Array(path.steps.dropLast()))
        }
    }
}

extension Path {
    /// Whether it starts at what is posted.
    fileprivate var isOfPost: Bool {
        switch root {
        case .payload, .whole: true
        case .query, .context, .json, .address: false
        }
    }
}
