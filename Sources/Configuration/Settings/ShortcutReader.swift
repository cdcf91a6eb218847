import Mapping

/// Reads `paths`: the short names that a sender's preset gives to places in what it posts.
struct ShortcutReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The short names of a table.
    func shortcuts(_ node: Node) -> [PathShortcut] {
        guard case .mapping(let members) = node.content else {
            log.add("expected short names with their paths, found \(node.found)", at: node.place)
            return []
        }
        return members.compactMap { member in
            guard member.value.scalar == nil else {
                return ScalarType.text("a path").read(member.value, log: log)
                    .map { PathShortcut(member.key, .path(Placed($0, at: member.value.place))) }
            }
            return answers(member.value).map { PathShortcut(member.key, .answers($0)) }
        }
    }

    private func answers(_ node: Node) -> PathShortcut.Answers? {
        guard var reader = MappingReader(node, AnswersKeys.shape, log: log) else { return nil }
        let list = reader.placed(AnswersKeys.list)
        let by = reader.list(AnswersKeys.by)
        let value = reader.placed(AnswersKeys.value)
        let titles = titles(&reader)
        reader.finish()
        if list == nil { reader.missing("list", "write the path to the list") }
        if by == nil { reader.missing("by", "write what names a question in an element, such as label") }
        guard let list, let by else { return nil }
        return PathShortcut.Answers(list: list, by: by, value: value, titles: titles)
    }

    private func titles(_ reader: inout MappingReader) -> PathShortcut.Titles? {
        guard var section = reader.section(AnswersKeys.titles) else { return nil }
        let list = section.placed(TitlesKeys.list)
        let by = section.placed(TitlesKeys.by)
        let key = section.placed(TitlesKeys.key)
        let to = section.placed(TitlesKeys.to)
        section.finish()
        for (value, name) in [(list, "list"), (by, "by"), (key, "key"), (to, "to")] where value == nil {
            section.missing(name, "titles has list, by, key and to")
        }
        guard let list, let by, let key, let to else { return nil }
        return PathShortcut.Titles(list: list, by: by, key: key, to: to)
    }
}
