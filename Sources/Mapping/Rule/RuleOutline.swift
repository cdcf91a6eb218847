public import BoardCRM

/// What can be said of a rule before a submission comes: for comparing it with the board.
public struct RuleOutline: Sendable, Hashable {
    /// A kind of value, as the CRM tells them apart.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case text, number, boolean
        /// Text of the form `YYYY-MM-DD HH:MM:SS`.
        case dateTime = "date and time"
    }

    /// What it sets.
    public let target: TargetPath
    /// Where it is written.
    public let place: Place
    /// What it may send; never empty.
    public let kinds: Set<Kind>
    /// The longest text that it may send, in characters; nil where any length may come.
    public let maximumLength: Int?
    /// Whether every submission that is mapped at all has it.
    public let isAlwaysSent: Bool
    /// Whether it sends a web address: a part of one leads nowhere.
    public let isLink: Bool

    /// An outline of these parts.
    public init(
        target: TargetPath, place: Place, kinds: Set<Kind>, maximumLength: Int? = nil, isAlwaysSent: Bool = false,
        isLink: Bool = false
    ) {
        self.target = target
        self.place = place
        self.kinds = kinds
        self.maximumLength = maximumLength
        self.isAlwaysSent = isAlwaysSent
        self.isLink = isLink
    }
}

extension RuleOutline {
    /// The same for a target that more text goes behind, up to so many characters.
    func gathering(_ characters: Int) -> RuleOutline {
        RuleOutline(
            target: target, place: place, kinds: kinds.union([.text]), maximumLength: characters,
            isAlwaysSent: isAlwaysSent)
    }
}

extension Rule {
    /// The rule as it was written at `place`, in outline.
    func outline(at place: Place) -> RuleOutline {
        let constants: [TypedValue]
        var kinds: Set<RuleOutline.Kind> = []
        var isOpen = false
        switch source {
        case .constant(let value): constants = [value]
        case .paths, .template, .jq:
            constants = (choices?.values ?? []) + [defaultValue].compactMap(\.self)
            // A list may send any number of its choices.
            isOpen = choices == nil || type.listSeparator != nil
        }
        kinds.formUnion(constants.map(\.kind))
        if isOpen { kinds.insert(type.kind) }
        let longest = constants.map { $0.fieldValue.plainText.count }.max() ?? 0
        let openLength = limit?.maximum ?? (type.kind == .text ? nil : Self.longestNumber)
        return RuleOutline(
            target: targetPath, place: place, kinds: kinds,
            maximumLength: isOpen ? openLength.map { max($0, longest) } : longest,
            isAlwaysSent: isRequired || isConstant || defaultValue != nil, isLink: isLink)
    }

    private var isLink: Bool {
        if case .url = type { return true }
        guard case .paths(let paths) = source, case .text = type, choices == nil else { return false }
        return paths.contains(where: \.leadsToLink)
    }

    private var isConstant: Bool { if case .constant = source { true } else { false } }

    /// A date with its time has 19 characters; a number that somebody means has fewer.
    private static let longestNumber = 19
}

extension Path {
    /// A file's address, the page that a post came from, or a field that is called after an address.
    fileprivate var leadsToLink: Bool {
        if case .context(.meta(.referrer)) = root { return true }
        let name = String(decoding: lastName, as: UTF8.self).lowercased()
        return FileFact(of: self) == .url || Self.linkNames.contains(name)
    }

    private static let linkNames: Set = [
        "url", "link", "href", "page", "page_url", "landing_page", "referrer", "referer", "website",
    ]
}

extension ValueType {
    fileprivate var kind: RuleOutline.Kind {
        switch self {
        case .integer, .number, .money, .identifier: .number
        case .boolean: .boolean
        case .date, .dateTime: .dateTime
        case .text, .email, .phone, .url, .alias, .list: .text
        }
    }
}

extension TypedValue {
    fileprivate var kind: RuleOutline.Kind {
        switch self {
        case .dateTime: .dateTime
        default:
            switch fieldValue {
            case .text: .text
            case .integer, .number: .number
            case .boolean: .boolean
            }
        }
    }
}
