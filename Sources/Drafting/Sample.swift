internal import Wire

/// A sample, its values found and told apart.
struct Sample {
    /// A value with the path that was seen to lead to it.
    struct Found {
        let leaf: Leaf
        let path: String
        let meaning: Meaning
    }

    let payload: Payload
    let found: [Found]
    /// The names of what no path leads to.
    let unreachable: [String]
    /// Whether a service sends it, and no page.
    let isWebhook: Bool

    init(_ payload: Payload) {
        self.payload = payload
        var leaves = LeafFinder.leaves(of: payload)
        let answers = AnswerRoots.find(in: leaves)
        if let answers {
            for index in leaves.indices { leaves[index].isAnswer = answers.holds(leaves[index]) }
        }
        if case .json = payload { isWebhook = true } else { isWebhook = answers != nil }
        let trial = PathTrial(payload: payload)
        var found: [Found] = []
        var unreachable: [String] = []
        for leaf in leaves {
            if let path = trial.path(to: leaf) {
                found.append(Found(leaf: leaf, path: path, meaning: Meaning(leaf)))
            } else {
                unreachable.append(leaf.title)
            }
        }
        self.found = found
        self.unreachable = unreachable
    }
}
