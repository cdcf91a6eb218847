import BoardCRM
import Mapping

/// Rules of every kind, most of which compile.
enum RandomRules {
    static let paths = [
        "a", "b", "c", "a.b", "a[0]", "a[-1]", "a[b]", "a[b=x].c", "a[b.c=25]", "json(raw).b", "json(raw).b[1].c",
        "json(a.b)", "\"First Name\"", "query.a", "meta.ip", "header.x", "ü", "a[]", "b[99]", "c.c.c", "lead",
        "fields.a", "a[*]", "a.*", "a[*].b", "b[*][*].c", "A", "FIRST-NAME", "a[B= X].c", "json(raw)[*].c", "Raw.*",
    ]

    static func definition(_ generator: inout SplitMix) -> MappingDefinition {
        let lead = ["name", "email", "phone", "note"].filter { _ in generator.below(2) == 0 }
        let fields = ["title", "budget", "x-1"].filter { _ in generator.below(2) == 0 }
        return MappingDefinition(
            at: placed(0).place, columnID: constant(.integer(1)),
            lead: lead.map { .init(placed($0), rule(&generator)) },
            fields: fields.map { .init(placed($0), rule(&generator)) },
            deadline: generator.below(2) == 0 ? from(generator.pick(paths)) { $0.zone = placed("Europe/Berlin") } : nil)
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
        let type = generator.pick(["text", "email", "phone", "integer", "number", "boolean", "datetime", "id"])
        if generator.below(2) == 0 { rule.type = placed(type) }
        if rule.type?.value == "phone" { rule.region = placed("DE") }
        if generator.below(4) == 0 { rule.required = placed(true) }
        if generator.below(3) == 0 {
            rule.transforms = [placed(.text(generator.pick(["trim", "squeeze", "lower", "upper"]))), placed("trim")]
        }
        if generator.below(4) == 0, rule.type == nil || type == "text" {
            rule.maximumLength = placed(1 + generator.below(6))
        }
        if generator.below(6) == 0, rule.type == nil {
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
