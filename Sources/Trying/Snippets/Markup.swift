/// Elements of a page that is written for a website's owner, as HTML, as JSX or as Vue's template.
indirect enum Markup {
    case text(String)
    /// An element; one on a line of its own has its children on lines of theirs.
    case element(String, [(name: String, value: String?)], [Markup], isBlock: Bool)

    static func inline(_ name: String, _ attributes: [(String, String?)], _ children: Markup...) -> Markup {
        .element(name, attributes.map { (name: $0.0, value: $0.1) }, children, isBlock: false)
    }

    static func block(_ name: String, _ attributes: [(String, String?)], _ children: [Markup]) -> Markup {
        .element(name, attributes.map { (name: $0.0, value: $0.1) }, children, isBlock: true)
    }

    /// The lines, without a line feed at the end; `indent` is how deep they stand.
    func text(_ dialect: Dialect, indent: Int = 0) -> String {
        let space = String(repeating: " ", count: indent)
        switch self {
        case .text(let text): return space + dialect.escape(text)
        case .element(let name, _, let children, let isBlock) where isBlock:
            let inner = children.map { $0.text(dialect, indent: indent + 2) }
            return ([space + opening(dialect)] + inner + ["\(space)</\(name)>"]).joined(separator: "\n")
        case .element(let name, _, let children, _):
            let isVoid = name == "input"
            let inner = children.map { $0.text(dialect) }.joined(separator: name == "p" ? " " : "")
            return space + opening(dialect) + inner + (isVoid ? "" : "</\(name)>")
        }
    }

    private func opening(_ dialect: Dialect) -> String {
        guard case .element(let name, let attributes, _, _) = self else { return "" }
        let written = attributes.map { name, value in
            let name = dialect.attribute(name)
            return value.map { " \(name)=\"\(dialect.escape($0))\"" } ?? " \(name)"
        }
        return "<\(name)\(written.joined())\(name == "input" && dialect == .jsx ? " /" : "")>"
    }

    /// How it is written.
    enum Dialect {
        case html, jsx, vue

        /// React's names for attributes that have another in HTML.
        func attribute(_ name: String) -> String {
            guard self == .jsx else { return name }
            switch name {
            case "for": return "htmlFor"
            case "accept-charset": return "acceptCharset"
            case "autocomplete": return "autoComplete"
            case "maxlength": return "maxLength"
            case "inputmode": return "inputMode"
            case "tabindex": return "tabIndex"
            case "enctype": return "encType"
            default: return name
            }
        }

        func escape(_ text: String) -> String {
            var escaped = ""
            for character in text {
                switch character {
                case "&": escaped += "&amp;"
                case "<": escaped += "&lt;"
                case ">": escaped += "&gt;"
                case "\"": escaped += "&quot;"
                // What they hold is code in JSX, and in Vue where two of them stand together.
                case "{" where self != .html: escaped += "&#123;"
                case "}" where self != .html: escaped += "&#125;"
                default: escaped.append(character)
                }
            }
            return escaped
        }
    }
}
