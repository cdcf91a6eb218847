extension Unicode.Scalar {
    /// Whether it may stand in a host's name in any script: a letter, a mark, a digit, a hyphen or a dot.
    var mayStandInHost: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
            .decimalNumber:
            true
        default: self == "." || self == "-"
        }
    }
}
