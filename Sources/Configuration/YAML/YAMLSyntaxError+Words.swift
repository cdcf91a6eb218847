extension YAMLSyntaxError {
    /// A position as libyaml counts it, from 0.
    struct Mark {
        var line: Int
        var column: Int
    }

    /// Puts libyaml's complaint into words for someone who does not know its grammar.
    init(
        problem: String, at mark: Mark, context: String, from start: Mark, isTab: Bool, isBehindBracket: Bool,
        isAtBracket: Bool
    ) {
        var place = mark
        switch problem {
        case _ where isTab, _ where problem.contains("tab character"):
            message = "a tab cannot indent YAML; use spaces"
        case "mapping values are not allowed in this context":
            message = "a ': ' cannot stand here; put a value that holds one in quotes, or check the indentation above"
        case "could not find expected ':'":
            place = start
            message = "expected 'key: value'"
        case "found unexpected end of stream" where context.contains("quoted"):
            place = start
            message = "this quote is not closed"
        case "did not find expected key" where isBehindBracket:
            message =
                "expected a key, indented like the ones above; a value that begins with [ or { and goes on behind its end stands in quotes"
        case "did not find expected key", "did not find expected <block end>":
            message = "expected a key, indented like the ones above"
        case "did not find expected '-' indicator":
            message = "expected '- ' and an item, indented like the ones above"
        case "did not find expected ',' or ']'" where isAtBracket && mark.line == start.line,
            "did not find expected ',' or '}'" where isAtBracket && mark.line == start.line:
            message = "inside [ ] or { } a value with a bracket, a brace or ': ' in it stands in quotes"
        case "did not find expected ',' or ']'" where mark.line > start.line,
            "did not find expected ',' or '}'" where mark.line > start.line:
            let bracket = problem.contains("]") ? "[" : "{"
            message =
                "expected ',' or '\(bracket == "[" ? "]" : "}")': the '\(bracket)' of line \(start.line + 1) is still open"
        case "did not find expected ',' or ']'":
            message = "expected ',' or ']'"
        case "did not find expected ',' or '}'":
            message = "expected ',' or '}'"
        case "found character that cannot start any token":
            message = "a value cannot begin with this character; put it in quotes"
        case "found unknown escape character":
            message = "no such escape in double quotes; use single quotes, or \\\\ for a backslash"
        case "found undefined tag handle":
            message = "a value cannot begin with '!'; put it in quotes"
        case "did not find expected alphabetic or numeric character" where context.contains("alias"):
            place = start
            message = "* begins an alias in YAML; a value that begins with it stands in quotes"
        case "did not find expected alphabetic or numeric character":
            place = start
            message = "& begins an anchor in YAML; a value that begins with it stands in quotes"
        case "control characters are not allowed":
            message = "a control character cannot stand in YAML"
        default:
            message = "this is not YAML: \(problem)"
        }
        line = place.line + 1
        column = place.column + 1
    }
}
