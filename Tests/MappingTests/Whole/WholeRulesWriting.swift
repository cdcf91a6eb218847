import BoardCRM
import Mapping
import Testing
import Wire

/// Short ways to write rules about the whole in tests.
func whole(
    lead: KeyValuePairs<String, RuleDefinition> = [:], fields: KeyValuePairs<String, RuleDefinition> = [:],
    _ edit: (inout WholeDefinition) -> Void
) -> MappingDefinition {
    var definition = form(lead: lead, fields: fields)
    edit(&definition.whole)
    return definition
}

func rest(_ target: String, max: Int? = nil, except: String...) -> WholeDefinition.Rest {
    .init(target: placed(target), maximumLength: max.map { placed($0) }, except: except.map { placed($0) })
}

func oneOf(_ targets: String...) -> Placed<[Placed<String>]> { placed(targets.map { placed($0) }) }

extension FormMapping {
    /// The text of one of the deal's fields.
    func field(
        _ alias: String, _ payload: Payload, context: MappingContext = .empty,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> String? {
        switch try deal(payload, context: context, location).deal.fields[#require(Alias(alias))] {
        case .text(let text)?: text
        case nil: nil
        case let other?: "\(other)"
        }
    }

    /// The parts of a payload, which are several.
    func several(_ payload: Payload, _ location: SourceLocation = #_sourceLocation) throws -> [PostPart] {
        guard case .parts(let parts) = parts(of: payload) else {
            Issue.record("no parts", sourceLocation: location)
            throw NotMapped()
        }
        return parts
    }

    /// The names of the leads that a payload's parts make, or their problems.
    func leads(_ payload: Payload, _ location: SourceLocation = #_sourceLocation) throws -> [String] {
        try several(payload, location).map { part in
            switch map(part) {
            case .mapped(let mapped):
                (mapped.deal.lead?.attributes.entries ?? []).map { "\($0.name.rawValue)=\($0.value.shown)" }
                    .joined(separator: " ")
            case .problems(let problems):
                problems.map { "\($0.field): \($0.message)" }.joined(separator: "; ")
            }
        }
    }
}

extension FieldValue {
    fileprivate var shown: String {
        if case .text(let text) = self { text } else { "\(self)" }
    }
}
