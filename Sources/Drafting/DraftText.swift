internal import Mapping

/// A draft as a file.
struct DraftText {
    let plan: DraftPlan
    let options: Draft.Options

    var text: String {
        var lines = [
            "# POST /f/\(options.form), drafted from a sample. The comments show what stood there: take them out when the rules are",
            "# right. Then: boardbridge check, and boardbridge map \(options.form) with a post of your own.", "",
        ]
        lines += sender
        if let columnID = options.columnID {
            lines.append("column_id: \(columnID)")
        } else {
            lines.append(
                "column_id: 0                # the id of the board's column that deals go into, as its address shows it"
            )
        }
        lines += section("lead", plan.lead)
        lines += section(
            "fields", plan.fields,
            comment: "by the aliases that each board has; yours may have others too: check --live")
        lines += rest
        lines += ["", "utm: auto                   # what brought the visitor, as lines behind those"]
        if let trap = plan.traps.first {
            let several =
                plan.traps.count > 1
                ? "[" + plan.traps.map(YAMLText.scalar).joined(separator: ", ") + "]" : YAMLText.scalar(trap)
            lines += [
                "", "# spam: { honeypot: \(several) }   # if no visitor sees that field: what fills it in is a robot",
            ]
        }
        if !plan.leftOut.isEmpty {
            lines += ["", "# Left out, because no person wrote it:"] + wrapped(plan.leftOut)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var sender: [String] {
        guard let sender = plan.sample.sender else {
            return [
                "sender: \(plan.sample.isWebhook ? "json " : "browser")             # "
                    + (plan.sample.isWebhook
                        ? "a service posts; what does not fit is kept for a person"
                        : "a page posts; what does not fit is told to the visitor")
            ]
        }
        let line = "sender: \(sender.name)"
        let comment =
            "# known by what it posts; short names such as \(sender.shortcuts.first?.name.value ?? "its own"). are its preset's"
        var lines = [
            sender.shortcuts.isEmpty ? line : line + String(repeating: " ", count: max(2, 28 - line.count)) + comment
        ]
        if sender.needsSecret {
            lines.append(
                "verify: { secret: \"${\(sender.variable)}\" }    # the secret that it shows; only whoever has it may post"
            )
        }
        return lines
    }

    /// Lines of the sample that are shown.
    private static let shownLines = 60

    /// What no rule above takes, with what that was in the sample.
    private var rest: [String] {
        var lines = [
            "", "rest:                       # what no rule above takes goes behind the description, a line each",
        ]
        lines.append("  to: fields.description")
        if !plan.rest.isEmpty {
            lines.append("  # saw:")
            lines += plan.rest.prefix(Self.shownLines).map { "  #   " + YAMLText.comment($0, limit: 90) }
            let more = plan.rest.count - Self.shownLines
            if more > 0 { lines.append("  #   and \(more) more") }
        }
        lines += plan.hints.map { "  # " + YAMLText.comment($0, limit: 200) }
        if !plan.except.isEmpty {
            lines.append("  except:                   # what no visitor wrote")
            lines += plan.except.map { "    - \(YAMLText.scalar($0))" }
        }
        return lines
    }

    private func section(_ name: String, _ rules: [DraftRule], comment: String? = nil) -> [String] {
        guard !rules.isEmpty else { return [] }
        let heads = rules.map { "  \($0.target): \($0.text)" }
        // Comments stand in one column where the lines are short enough for that.
        let column = min(60, (heads.map(\.count).max() ?? 0) + 2)
        let lines = zip(heads, rules).map { head, rule in
            head + String(repeating: " ", count: max(2, column - head.count)) + "# " + rule.comment
        }
        return ["", "\(name):" + (comment.map { "   # \($0)" } ?? "")] + lines
    }

    private func wrapped(_ names: [String]) -> [String] {
        var lines: [String] = []
        var line = "#  "
        for name in names.prefix(60).map({ YAMLText.comment($0) }) {
            if line.count + name.count > 100 {
                lines.append(line)
                line = "#  "
            }
            line += " " + name
        }
        if names.count > 60 { line += " and \(names.count - 60) more" }
        return lines + [line]
    }
}
