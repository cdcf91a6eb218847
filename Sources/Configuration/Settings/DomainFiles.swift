import Spam

/// The files of domains that forms name, each read once.
final class DomainFiles {
    private var lists: [String: Result<DomainList, SourceFailure>] = [:]

    /// The list that the file of a path holds, or why it cannot be read.
    func list(_ path: String, _ read: (String) -> Result<[UInt8], SourceFailure>) -> Result<DomainList, SourceFailure> {
        if let known = lists[path] { return known }
        let list = read(path).map { DomainList(file: $0) }
        lists[path] = list
        return list
    }
}
