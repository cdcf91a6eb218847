import BoardCRM
import Wire

/// One rule, compiled: everything that can be known before a submission comes is known.
///
/// A class, so that a mapping walks its rules without touching their parts.
final class Rule: Sendable {
    enum Source: Sendable {
        case paths([Path])
        case template(Template)
        /// A program, and what it takes of what was posted, as far as that is known.
        case jq(JQProgram, takes: [Path])
        case constant(TypedValue)
    }

    let target: Target
    let targetPath: TargetPath
    let source: Source
    /// The first path of a source of paths, which most are; nil for the others.
    let firstInput: Path?
    /// The paths that are tried after it.
    let moreInputs: [Path]
    /// For a name of the campaign that brought the visitor: where all of those are looked for.
    let campaign: Campaign?
    let type: ValueType
    let isRequired: Bool
    let defaultValue: TypedValue?
    let transforms: TransformChain
    let choices: ChoiceTable?
    let limit: LengthLimit?
    /// Whether one text stays one to the end: nothing splits it, and the type is no list.
    let isOfOneText: Bool
    /// Whether a text is only cut or refused for its length, so that as much of it as decides that is enough.
    let cuts: Bool
    /// The target's own name, ready to be written as a member's key.
    let jsonKey: [UInt8]
    /// For a constant: the whole member, key and value; empty where the value is to be looked at first.
    let jsonMember: [UInt8]
    /// For a phone number: where it stands in the deal and its region, as the store keeps them.
    let jsonPhone: [UInt8]

    init(
        target: Target, source: Source, type: ValueType, isRequired: Bool, defaultValue: TypedValue?,
        transforms: TransformChain, choices: ChoiceTable?, limit: LengthLimit?, campaign: Campaign? = nil
    ) {
        self.campaign = campaign
        self.target = target
        self.targetPath = target.path
        self.source = source
        if case .paths(let paths) = source {
            (firstInput, moreInputs) = (paths.first, Array(paths.dropFirst()))
        } else {
            (firstInput, moreInputs) = (nil, [])
        }
        self.type = type
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.transforms = transforms
        self.choices = choices
        self.limit = limit
        isOfOneText = transforms.keepsOneText && type.listSeparator == nil
        if case .text = type, let limit, limit.overflow != .comment { cuts = choices == nil } else { cuts = false }
        if case .phone(let region) = type {
            var writer = JSONWriter()
            MappedDeal.Phone(target: target.path, region: region).append(to: &writer)
            jsonPhone = writer.bytes
        } else {
            jsonPhone = []
        }
        jsonKey = JSONWriter.quotedKey(target.path.steps.last ?? "")
        jsonMember = Self.member(jsonKey, of: target, source)
    }

    private static func member(_ key: [UInt8], of target: Target, _ source: Source) -> [UInt8] {
        guard case .constant(let value) = source else { return [] }
        var writer = JSONWriter()
        switch (target, value) {
        case (_, .phone), (.deadline, _): return []
        case (.columnID, .identifier(let identifier)), (.leadID, .identifier(let identifier)):
            writer.integer(identifier.value)
        case (.columnID, _), (.leadID, _): return []
        case (.lead, _): writer.value(value.leadValue)
        case (.field, _): writer.value(value.fieldValue)
        }
        return key + writer.bytes
    }

    /// The paths that feed the target, in the order in which they are tried.
    var paths: [Path] {
        switch source {
        case .paths(let paths): paths
        case .template(let template): template.paths
        case .jq(_, let takes): takes
        case .constant: []
        }
    }

    /// The form's fields that feed the target, by their names.
    var formFields: [String] { paths.map(\.name) }
}
