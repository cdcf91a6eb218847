/// The words that a rule may say where there is a list of them: for whoever describes the language to editors.
public enum RuleVocabulary {
    /// What `type` may be.
    public static var types: [String] { ValueType.Name.allCases.map(\.rawValue) }
    /// What `transform` may list.
    public static var transforms: [String] { Transform.Name.allCases.map(\.rawValue) }
    /// What `overflow` may be.
    public static var overflows: [String] { LengthLimit.Overflow.allCases.map(\.rawValue) }
    /// What `decimal` may be.
    public static var decimals: [String] { DecimalMark.allCases.map(\.rawValue) }
    /// 31 January 2026, 14:30, as a format has it; nil for what is no format.
    public static func example(ofFormat format: String) -> String? { try? DateFormat(parsing: format).example }
    /// What a word says that type `boolean` reads, in any of its languages: `ja`, `oui`, `нет`; nil for any other.
    public static func boolean(_ word: String) -> Bool? { try? BooleanType.read(Piece(word)) }
}
