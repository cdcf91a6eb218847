extension Transform {
    /// The transforms' names in rules: the table of what there is.
    enum Name: String, CaseIterable, Sendable {
        case trim, squeeze, lower, upper, title, digits
        case stripHTML = "strip_html"
        case firstName = "first_name"
        case lastName = "last_name"
        case split, join, replace, match, slice, slug, mask
        case defaultIf = "default_if"

        /// What may stand in the parentheses, in order.
        var parameters: [Parameter] {
            switch self {
            case .trim, .squeeze, .lower, .upper, .title, .digits, .stripHTML, .firstName, .lastName, .slug: []
            case .split: [.needed("by"), .optional("take")]
            case .join: [.optional("with")]
            case .replace: [.needed("from"), .needed("to")]
            case .match: [.needed("pattern")]
            case .slice: [.needed("from"), .optional("to")]
            case .mask: [.optional("first"), .optional("last")]
            case .defaultIf: [.rest("words")]
            }
        }

        /// What it does, in one line for a manual.
        var summary: String {
            switch self {
            case .trim: "takes white space off both ends"
            case .squeeze: "makes each run of white space, line breaks too, one space"
            case .lower: "makes letters small"
            case .upper: "makes letters capital"
            case .title: "makes each word's first letter capital, and the others small where the word has no small one"
            case .digits: "keeps digits only"
            case .stripHTML: "makes plain text of HTML: no tags, no scripts, entities read"
            case .firstName: "keeps the first word, or what follows the comma in `Lovelace, Ada`"
            case .lastName: "keeps all but the first name; nothing if there is but one word"
            case .split: "makes several texts of one; with `take` the one of that number, from 0, or -1 from the end"
            case .join: "makes one text of several, with `, ` or another text between them"
            case .replace: "puts `to` in the place of each `from`"
            case .match: "keeps what a pattern finds, its first group if it has one; nothing if it finds nothing"
            case .slice: "keeps the characters from one number to before another; below 0 they count from the end"
            case .slug: "makes a word for addresses, of 100 characters at most"
            case .mask: "hides all but the first and the last character, or so many of them"
            case .defaultIf: "takes a value away that is one of these words, in any case, so that `default` counts"
            }
        }

        /// A transform as a rule or a template has it, what goes in and what comes out.
        var example: Example {
            switch self {
            case .trim: Example("trim", "  Ada Lovelace \n", "Ada Lovelace")
            case .squeeze: Example("squeeze", "Ada \n  Lovelace", "Ada Lovelace")
            case .lower: Example("lower", "ADA Ö", "ada ö")
            case .upper: Example("upper", "ada ß", "ADA SS")
            case .title: Example("title", "ada KING o'neill-öberg", "Ada King O'Neill-Öberg")
            case .digits: Example("digits", "No. 12 / 34", "1234")
            case .stripHTML: Example("strip_html", "<p>Fish &amp; <b>chips</b></p><script>x()</script>", "Fish & chips")
            case .firstName: Example("first_name", "Ada King Lovelace", "Ada")
            case .lastName: Example("last_name", "Ada King Lovelace", "King Lovelace")
            case .split: Example("split(/, -1)", "shop/shoes/red", "red")
            case .join: Example("split(;)|join(\" + \")", "red;green", "red + green")
            case .replace: Example("replace(-, \" \")", "red-green", "red green")
            case .match: Example("match(\"order ([0-9]+)\")", "about order 4711, please", "4711")
            case .slice: Example("slice(0, 10)", "2026-01-31T14:30:00Z", "2026-01-31")
            case .slug: Example("slug", "Zoë’s Café & Bar", "zoes-cafe-bar")
            case .mask: Example("mask(2, 1)", "lovelace", "lo*****e")
            case .defaultIf: Example("default_if(n/a, none)", "N/A", "")
            }
        }
    }

    /// A transform at work.
    struct Example: Sendable {
        let call: String
        let before: String
        let after: String

        init(_ call: String, _ before: String, _ after: String) {
            (self.call, self.before, self.after) = (call, before, after)
        }
    }

    /// What may stand in a transform's parentheses.
    enum Parameter: Sendable, Hashable {
        case needed(String)
        case optional(String)
        /// One or more, to the end.
        case rest(String)

        var name: String {
            switch self {
            case .needed(let name), .optional(let name), .rest(let name): name
            }
        }
    }
}
