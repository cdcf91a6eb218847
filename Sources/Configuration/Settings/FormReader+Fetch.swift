import Bridge
import Mapping

/// Reads how what a form's sender only announces is fetched.
extension FormReader {
    /// The form's words put to its sender's; nil where nothing is fetched, or, with complaints, where anything is wrong.
    func fetch(
        _ reader: inout MappingReader, of sender: SenderFile?, named name: String
    ) -> (FetchDefinition, FetchSettings)? {
        let own = reader.member(FormKeys.fetch.name)
        guard let sender, !sender.isBroken else { return nil }
        if own == nil, sender.fetch != nil {
            log.add(
                "\(sender.preset.name) posts only the id of what it announces: write fetch: { token: \"${FETCH_TOKEN}\" } with the token that "
                    + "its API takes, or fetch: false to make deals of ids alone", at: reader.place)
            return nil
        }
        guard let node = members(own?.value, over: sender.fetch, at: own?.key.place ?? reader.place) else { return nil }
        if let place = own?.key.place, sender.preset.respond == .redirect {
            log.add(
                "what is fetched is put into the JSON of a service's notice, and \(sender.preset.name) is for pages; take sender: json",
                at: place)
            return nil
        }
        return FetchReader(log: log, isForm: true).fetch(node)
    }

    /// The form's own members before the sender's; nil where neither says anything, or the form says `false`.
    private func members(_ own: Node?, over base: Node?, at place: Place) -> Node? {
        guard let own else { return base }
        if own.scalar?.text == "false" { return nil }
        guard case .mapping(let members) = own.content, case .mapping(let others)? = base?.content else { return own }
        let names = Set(members.map(\.key.value))
        return Node(content: .mapping(others.filter { !names.contains($0.key.value) } + members), place: place)
    }
}
