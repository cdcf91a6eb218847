extension DraftPlan {
    /// Fields of a page's form that nobody filled in and that are called as traps for robots are.
    func traps(among open: [Int]) -> [String] {
        if sample.isWebhook { return [] }
        return open.filter { index in
            let leaf = sample.found[index].leaf
            guard leaf.isBlank, leaf.names.count == 1 else { return false }
            let words = Words(leaf.title)
            return words.has(Vocabulary.traps) || words.has(Vocabulary.website)
        }.map { sample.found[$0].path }
    }

    /// Addresses in whose query campaigns are named, where `utm: auto` does not look.
    func campaigns(among open: [Int]) -> [String] {
        open.compactMap { index in
            let found = sample.found[index]
            guard found.leaf.kind == .text, Look.isURL(found.leaf.value), found.leaf.value.contains("utm_source="),
                !trial.findsCampaign
            else { return nil }
            return "the campaign stands in an address: { from: query(\(found.path)).utm_source }"
        }
    }
}
