extension Transform.Name {
    /// What other languages call a transform: for hints.
    static let otherWords: [String: Self] = [
        "capitalize": .title, "capitalise": .title, "title_case": .title, "titlecase": .title, "lowercase": .lower,
        "lower_case": .lower, "downcase": .lower, "uppercase": .upper, "upper_case": .upper, "upcase": .upper,
        "strip": .trim, "substring": .slice, "substr": .slice, "truncate": .slice, "left": .slice, "regex": .match,
        "extract": .match, "gsub": .replace, "sub": .replace, "concat": .join, "numbers": .digits,
        "strip_tags": .stripHTML,
        "slugify": .slug, "hide": .mask, "null_if": .defaultIf,
    ]
}
