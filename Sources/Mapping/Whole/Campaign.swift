/// The places in which a campaign's names are looked for: the payload, its hidden fields, the query, the query of the page's address. Each has a
/// path for each name, and the first place that has any of them has all that count.
final class Campaign: Sendable {
    private let places: [[Path]]

    /// - Parameter inPart: whether what stands beside the list of `each` is looked at too.
    init(inPart: Bool) {
        let paths = Attribution.ofCampaign.compactMap { Attribution.paths(of: $0, inPart: inPart) }
        places = (0..<(paths.map(\.count).min() ?? 0)).map { place in paths.map { $0[place] } }
    }

    /// The place of a submission's campaign, as an index of each name's paths; nil where it has none.
    func place(in resolver: inout Resolver) -> Int? {
        if let known = resolver.campaign { return known }
        // A look is no taking.
        let isRecording = resolver.isRecording
        resolver.isRecording = false
        let place = places.firstIndex { paths in
            paths.contains { path in
                if case .piece(let piece) = resolver.locate(path).joined { !piece.isBlank } else { false }
            }
        }
        resolver.isRecording = isRecording
        resolver.campaign = .some(place)
        return place
    }
}
