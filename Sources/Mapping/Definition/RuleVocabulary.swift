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
}
