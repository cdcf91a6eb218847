internal import Wire

/// A sample, its values found and told apart.
struct Sample {
    /// A value with the path that was seen to lead to it.
    struct Found {
        let leaf: Leaf
        let path: String
        var meaning: Meaning

        /// Whether no visitor wrote it.
        var isNobodys: Bool { meaning == .machinery || meaning == .bookkeeping }
    }

    let payload: Payload
    /// Who sends it, where that can be told.
    let sender: KnownSender?
    let found: [Found]
    /// The names of what no path leads to.
    let unreachable: [String]
    /// Whether a service sends it, and no page.
    let isWebhook: Bool

    init(_ payload: Payload, _ senders: [KnownSender] = []) {
        self.payload = payload
        let sender = KnownSender.find(among: senders, in: PathTrial(payload: payload))
        self.sender = sender
        var leaves = LeafFinder.leaves(of: payload)
        let answers = AnswerRoots.find(in: leaves)
        if let answers {
            for index in leaves.indices { leaves[index].isAnswer = answers.holds(leaves[index]) }
        }
        isWebhook = sender != nil || answers != nil || Self.isService(payload)
        let trial = PathTrial(payload: payload, sender: sender)
        var names: Set<String> = []
        var found: [Found] = []
        var unreachable: [String] = []
        for var leaf in leaves {
            if let easy = sender.flatMap({ trial.easy($0, leaf, besides: names) }) {
                names.insert(easy.path)
                leaf.value = easy.value
                found.append(Found(leaf: leaf, path: easy.path, meaning: Meaning(leaf)))
            } else if let path = trial.path(to: leaf) {
                found.append(Found(leaf: leaf, path: path, meaning: Meaning(leaf)))
            } else {
                unreachable.append(leaf.title)
            }
        }
        self.found = Self.besideAddresses(found)
        self.unreachable = unreachable
    }

    /// What is called a name, or a text, and stands beside an e-mail address or a phone number in the same group is that person's.
    private static func besideAddresses(_ found: [Found]) -> [Found] {
        let groups = Set(
            found.filter { ($0.meaning == .email || $0.meaning == .phone) && $0.leaf.names.count > 1 }
                .map { Array($0.leaf.names.dropLast()) })
        return found.map { one in
            guard one.meaning == .other, one.leaf.names.count > 1, groups.contains(Array(one.leaf.names.dropLast()))
            else {
                return one
            }
            var one = one
            let words = Words(one.leaf.title).words
            if words.count == 1, words.allSatisfy(Vocabulary.name.contains) { one.meaning = .someName }
            if words == ["text"] || words == ["текст"] { one.meaning = .message }
            return one
        }
    }

    /// Whether a service sends such a post: JSON, or a form with what Tilda adds.
    private static func isService(_ payload: Payload) -> Bool {
        switch payload {
        case .json: true
        case .fields(let fields): fields[first: "tranid"] != nil && fields[first: "formid"] != nil
        }
    }

    /// The beginning of a path that leads to nothing that a visitor wrote: `form_response.definition` for all that is in it. Only of
    /// what a known sender says of itself: elsewhere another post may have something beside it.
    func outermost(_ found: Found) -> String {
        if case .fields = payload, !found.path.hasPrefix("json(") { return found.path }
        guard !found.leaf.isAnswer else { return found.path }
        let answers = self.found.filter { !$0.isNobodys }.map(\.path)
        var isQuoted = false
        var depth = 0
        for index in found.path.indices {
            switch found.path[index] {
            case "\"": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted: depth -= 1
            case ".", "[":
                let beginning = found.path[..<index]
                guard !isQuoted, depth == 0, !beginning.isEmpty, beginning.last != ")" else { continue }
                let isShared = answers.contains { answer in
                    answer == beginning || answer.hasPrefix(beginning + ".") || answer.hasPrefix(beginning + "[")
                }
                if !isShared { return String(beginning) }
            default: continue
            }
        }
        return found.path
    }
}
