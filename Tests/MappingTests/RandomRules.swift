import BoardCRM
import Mapping

/// Rules of every kind, most of which compile.
enum RandomRules {
    static let paths = [
        "a", "b", "c", "a.b", "a[0]", "a[-1]", "a[b]", "a[b=x].c", "a[b.c=25]", "json(raw).b", "json(raw).b[1].c",
        "json(a.b)", "\"First Name\"", "query.a", "meta.ip", "header.x", "ü", "a[]", "b[99]", "c.c.c", "lead",
        "fields.a", "a[*]", "a.*", "a[*].b", "b[*][*].c", "A", "FIRST-NAME", "a[B= X].c", "json(raw)[*].c", "Raw.*",
        "root.a", "query(raw).a",
    ]

    static let transforms = [
        "trim", "squeeze", "lower", "upper", "title", "digits", "strip_html", "first_name", "last_name", "split(a)",
        "split(\" \", -1)", "join(-)", "replace(a, bc)",
        "match(\"[a-z]+(.)\")", "slice(-3)", "slice(1, 4)", "slug", "mask", "default_if(x, on)",
    ]

    static func definition(_ generator: inout SplitMix) -> MappingDefinition {
        let lead = ["name", "email", "phone", "note"].filter { _ in generator.below(2) == 0 }
        let fields = ["title", "budget", "x-1"].filter { _ in generator.below(2) == 0 }
        var definition = MappingDefinition(
            at: placed(0).place, columnID: constant(.integer(1)),
            lead: lead.map { .init(placed($0), rule(&generator)) },
            fields: fields.map { .init(placed($0), rule(&generator)) },
            deadline: generator.below(2) == 0 ? from(generator.pick(paths)) { $0.zone = placed("Europe/Berlin") } : nil)
        if generator.below(2) == 0 { definition.whole = whole(&generator) }
        return definition
    }

    /// Where text is gathered, whatever the rules are.
    static let gatheredTargets = ["lead.position", "fields.rest"]

    private static func whole(_ generator: inout SplitMix) -> WholeDefinition {
        var whole = WholeDefinition()
        if generator.below(2) == 0 {
            whole.rest = rest(
                generator.pick(gatheredTargets), max: 1 + generator.below(40), except: generator.pick(paths))
        }
        if generator.below(3) == 0 {
            whole.attribution = .init(lines: .target(placed(generator.pick(gatheredTargets))), at: placed(0).place)
        }
        if generator.below(3) == 0 { whole.requiredOneOf = [oneOf("lead.name", "fields.title")] }
        if generator.below(3) == 0 { whole.each = placed(generator.pick(["a", "b", "json(raw).b", "a.b", "[]"])) }
        if generator.below(3) == 0 {
            whole.ignoreIf = [.init(path: placed(generator.pick(paths)), contains: [placed("x")])]
        }
        if generator.below(3) == 0 { whole.dedupeKey = [placed(generator.pick(paths))] }
        return whole
    }

    private static func rule(_ generator: inout SplitMix) -> RuleDefinition {
        var rule =
            switch generator.below(40) {
            case 0...8: template("{\(generator.pick(paths))} - {\(generator.pick(paths))}")
            case 9...11:
                template(
                    "Label: ({\(generator.pick(paths))|upper}, #{\(generator.pick(paths))}) {\(generator.pick(paths))}!"
                )
            case 12: jq(generator.pick([".a?", ".b | tostring", "[.[]?]", ".a", "keys[]", "empty"]))
            default: from(generator.pick(paths), generator.pick(paths))
            }
        let type = generator.pick([
            "text", "email", "phone", "integer", "number", "money", "boolean", "date", "datetime", "id", "url", "alias",
            "list",
        ])
        if generator.below(2) == 0 { rule.type = placed(type) }
        if rule.type?.value == "phone" { rule.region = placed("DE") }
        if generator.below(4) == 0 { rule.required = placed(true) }
        if generator.below(3) == 0 {
            rule.transforms = [placed(.text(generator.pick(transforms))), placed(.text(generator.pick(transforms)))]
        }
        if generator.below(4) == 0, rule.type == nil || type == "text" || type == "list" {
            rule.maximumLength = placed(1 + generator.below(6))
            if generator.below(3) == 0 {
                (rule.overflow, rule.overflowTarget) = (placed("comment"), placed(generator.pick(gatheredTargets)))
            }
        }
        if generator.below(6) == 0, rule.type == nil || type == "list" {
            rule.choices = [.init(from: placed("sales"), to: placed(.text("s")))]
            rule.defaultValue = generator.below(2) == 0 ? placed(.text("d")) : nil
        }
        return rule
    }

    /// Text made of what paths and templates are made of.
    static func noise(_ generator: inout SplitMix) -> String {
        let pieces = [
            "a", ".", "[", "]", "(", ")", "\"", "=", "{", "}", "json(", "meta.", "query.", "-1", "0", " ", "ü", "\\",
            "*", "|", "trim", "default(\"x\")", ", ", ":", "\n", "<", ">", "«",
        ]
        return (0..<generator.below(10)).map { _ in generator.pick(pieces) }.joined()
    }
}
