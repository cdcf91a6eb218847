/// The languages that our own pages can be shown in.
public struct PageLanguages: Sendable {
    private let languages: [String: PageLanguage]
    private let english: PageLanguage

    /// These languages; English among them is what everyone gets whose language is not here.
    public init(_ languages: [PageLanguage]) {
        self.languages = Dictionary(languages.map { ($0.tag, $0) }) { $1 }
        english = self.languages["en"] ?? PageLanguage(tag: "en", texts: [:])
    }

    /// The language of this tag, if it is here.
    subscript(tag: String) -> PageLanguage? { languages[tag] }

    /// The best for what a browser says it can read (RFC 9110, 12.5.4; RFC 4647, 3.4: `de-AT` finds `de`). nil says nothing.
    func best(for accepted: String?) -> PageLanguage {
        guard let accepted else { return english }
        for range in Self.ranges(accepted) {
            if range == "*" { return english }
            var tag = range
            while true {
                if let language = languages[tag] { return language }
                guard let dash = tag.lastIndex(of: "-") else { break }
                tag = String(tag[..<dash])
            }
        }
        return english
    }

    /// Language ranges, lower case, the most wanted first; those that are not wanted are left out. Browsers send a handful.
    private static func ranges(_ field: String) -> [String] {
        var ranges: [(tag: String, quality: Double)] = []
        for element in field.split(separator: ",").prefix(16) {
            let parts = element.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let tag = parts.first, !tag.isEmpty, tag.utf8.count <= 35 else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if quality > 0 { ranges.append((tag, quality)) }
        }
        // Equal ones keep the order in which they came.
        return ranges.enumerated().sorted {
            ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset)
        }.map(\.element.tag)
    }
}
