/// The names that `utm` knows: for whoever describes the language to editors.
public enum AttributionVocabulary {
    /// `utm_source` and its like, in the order in which lines have them.
    public static var names: [String] { Attribution.names }
}
