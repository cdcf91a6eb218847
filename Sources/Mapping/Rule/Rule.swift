import BoardCRM

/// One rule, compiled: everything that can be known before a submission comes is known.
struct Rule: Sendable {
    enum Source: Sendable {
        case paths([Path])
        case template(Template)
        case constant(TypedValue)
    }

    let target: Target
    let targetPath: TargetPath
    let source: Source
    let type: ValueType
    let isRequired: Bool
    let defaultValue: TypedValue?
    let transforms: [Transform]
    let choices: ChoiceTable?
    let limit: LengthLimit?

    /// The paths that feed the target, in the order in which they are tried.
    var paths: [Path] {
        switch source {
        case .paths(let paths): paths
        case .template(let template): template.paths
        case .constant: []
        }
    }

    /// The form's fields that feed the target, by their names.
    var formFields: [String] { paths.map(\.name) }
}
