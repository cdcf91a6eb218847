/// The way to one attribute of a deal, as mappings write it and as the CRM's error trees are nested: `lead.email`, `fields.budget`, `column_id`.
public struct TargetPath: Sendable, Hashable, CustomStringConvertible {
    /// The names from the outside in.
    public let steps: [String]

    /// A path of these steps.
    public init(steps: [String]) {
        self.steps = steps
    }

    /// Reads `lead.email`: the steps stand between the dots.
    public init(_ text: String) {
        self.init(steps: text.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    }

    /// The deal's column.
    public static let columnID = TargetPath(steps: ["column_id"])
    /// The id of a lead that is on the board already.
    public static let leadID = TargetPath(steps: ["lead_id"])
    /// When the deal is due.
    public static let deadline = TargetPath(steps: ["deadline"])

    /// An attribute of the lead.
    public static func lead(_ attribute: LeadAttribute) -> TargetPath {
        TargetPath(steps: ["lead", attribute.rawValue])
    }

    /// A field of the deal.
    public static func field(_ alias: Alias) -> TargetPath {
        TargetPath(steps: ["fields", alias.text])
    }

    /// The steps joined by dots; empty for what concerns the deal as a whole.
    public var description: String { steps.joined(separator: ".") }
}
