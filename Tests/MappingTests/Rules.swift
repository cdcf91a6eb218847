import BoardCRM
import Mapping
import Testing
import Wire

/// Short ways to write rules in tests; all stand at line 1 unless told.
func placed<Value>(_ value: Value, line: Int = 1) -> Placed<Value> {
    Placed(value, at: Place(file: "forms/test.yaml", line: line, column: 3))
}

func from(_ paths: String..., line: Int = 1, edit: (inout RuleDefinition) -> Void = { _ in }) -> RuleDefinition {
    var rule = RuleDefinition(
        .paths(paths.map { placed($0, line: line) }), at: placed(0, line: line).place)
    edit(&rule)
    return rule
}

func constant(_ value: FieldValue, line: Int = 1, edit: (inout RuleDefinition) -> Void = { _ in }) -> RuleDefinition {
    var rule = RuleDefinition(.constant(placed(value, line: line)), at: placed(0, line: line).place)
    edit(&rule)
    return rule
}

func template(_ text: String, edit: (inout RuleDefinition) -> Void = { _ in }) -> RuleDefinition {
    var rule = RuleDefinition(.template(placed(text)), at: placed(0).place)
    edit(&rule)
    return rule
}

func form(
    column: RuleDefinition? = constant(.integer(1)), leadID: RuleDefinition? = nil,
    lead: KeyValuePairs<String, RuleDefinition> = [:], fields: KeyValuePairs<String, RuleDefinition> = [:],
    deadline: RuleDefinition? = nil
) -> MappingDefinition {
    MappingDefinition(
        at: placed(0).place, columnID: column, leadID: leadID, lead: lead.map { .init(placed($0.key), $0.value) },
        fields: fields.map { .init(placed($0.key), $0.value) }, deadline: deadline)
}

extension MappingDefinition {
    /// The compiled rules; a complaint fails the test.
    func compiled(_ location: SourceLocation = #_sourceLocation) throws -> FormMapping {
        let compilation = FormMapping.compile(self)
        #expect(compilation.complaints == [], sourceLocation: location)
        return try #require(compilation.mapping, sourceLocation: location)
    }

    /// What is wrong with the rules, without places.
    var complaints: [String] { FormMapping.compile(self).complaints.map(\.message) }
}

extension FormMapping {
    func deal(
        _ payload: Payload, context: MappingContext = .empty, _ location: SourceLocation = #_sourceLocation
    ) throws -> MappedDeal {
        switch map(payload, context: context) {
        case .mapped(let deal): return deal
        case .problems(let problems):
            Issue.record("\(problems)", sourceLocation: location)
            throw NotMapped()
        }
    }

    /// `field: message` of each problem.
    func problems(_ payload: Payload, context: MappingContext = .empty) -> [String] {
        guard case .problems(let problems) = map(payload, context: context) else { return [] }
        return problems.map { "\($0.field): \($0.message)" }
    }
}

struct NotMapped: Error {}

extension Payload {
    static func form(_ pairs: KeyValuePairs<String, String>) -> Payload { .fields(FormFields(pairs)) }

    static func json(_ text: String) throws -> Payload { .json(try JSONDocument.parse(Array(text.utf8))) }
}

/// What one rule for the field `x` makes of a submission: its value, nil if it is left out, or the problem.
func value(
    of rule: RuleDefinition, in payload: Payload, context: MappingContext = .empty,
    _ location: SourceLocation = #_sourceLocation
) throws -> FieldValue? {
    let mapping = try form(fields: ["x": rule]).compiled(location)
    return try mapping.deal(payload, context: context, location).deal.fields[#require(Alias("x"))]
}

/// The text of what one rule makes of a form's field `a`.
func text(
    of written: String, _ edit: (inout RuleDefinition) -> Void = { _ in }, _ location: SourceLocation = #_sourceLocation
) throws -> FieldValue? {
    try value(of: from("a", edit: edit), in: .form(["a": written]), location)
}

/// The problems that one rule has with a form's field `a`.
func problems(of written: String, _ edit: (inout RuleDefinition) -> Void = { _ in }) throws -> [String] {
    try form(fields: ["x": from("a", edit: edit)]).compiled().problems(.form(["a": written]))
}
