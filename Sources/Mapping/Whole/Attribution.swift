/// What brought the visitor: names that campaigns, ad networks and forms have agreed on, and where each is looked for.
enum Attribution {
    /// The names, in the order in which lines have them.
    static let names = inQueries + ["referrer", "landing_page"]

    /// Those that stand in the query of the page's address.
    private static let inQueries = [
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid", "fbclid",
    ]
    /// Under which names forms post the page's address.
    private static let pages = [
        "landing_page", "landing_url", "page_url", "source_url", "source_page", "landing_site", "extra.href",
    ]
    private static let referrers = ["referrer", "referer", "http_referer", "document_referrer", "referring_site"]

    /// Where a name is looked for, the first that is there counts: the payload, the query that it was posted to, the query of the
    /// page's address. nil for a name that there is not.
    static func paths(of name: String, inPart: Bool) -> [Path]? { (inPart ? ofParts : ofWholes)[name] }

    /// The names of one campaign: all of them come from one place, so that no two campaigns are mixed.
    static let ofCampaign: Set<String> = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"]

    /// Where each of those is looked for, place by place.
    static func campaign(inPart: Bool) -> Campaign { inPart ? campaignOfParts : campaignOfWholes }

    private static let campaignOfWholes = Campaign(inPart: false)
    private static let campaignOfParts = Campaign(inPart: true)

    /// Made once: all forms share them.
    private static let ofWholes = Dictionary(uniqueKeysWithValues: names.map { ($0, make($0, inPart: false)) })
    private static let ofParts = Dictionary(uniqueKeysWithValues: names.map { ($0, make($0, inPart: true)) })

    private static func make(_ name: String, inPart: Bool) -> [Path] {
        var texts: [String]
        switch name {
        case "referrer": texts = everywhere(referrers)
        case "landing_page": texts = everywhere(pages)
        default:
            // Marquiz, and whoever else groups them.
            let parts = name.hasPrefix("utm_") ? ["utm.", "extra.utm."].map { $0 + name.dropFirst("utm_".count) } : []
            texts = everywhere([name]) + parts
        }
        if inPart { texts += texts.map { "root.\($0)" } }
        switch name {
        case "referrer": break
        case "landing_page": texts.append("meta.referrer")
        default:
            let addresses = inPart ? pages + pages.map { "root.\($0)" } : pages
            texts += ["query.\(name)"] + (addresses + ["meta.referrer"]).map { "query(\($0)).\(name)" }
        }
        return texts.compactMap { try? PathParser.parse($0) }
    }

    /// The lines of all names but these.
    static func lines(besides others: [String], inPart: Bool) -> [Gathering.Line] {
        names.filter { !others.contains($0) }.map { name in
            Gathering.Line(
                label: Array(name.utf8), paths: paths(of: name, inPart: inPart) ?? [],
                campaign: ofCampaign.contains(name) ? campaign(inPart: inPart) : nil)
        }
    }

    /// At the top, and where form services put hidden fields.
    private static func everywhere(_ names: [String]) -> [String] {
        names + names.flatMap { ["hidden.\($0)", "form_response.hidden.\($0)", "data.fields[label=\($0)].value"] }
    }
}
