/// One step through a YAML file, as libyaml tells it.
struct YAMLEvent {
    /// What is met.
    enum Kind {
        /// A document begins.
        case documentStart
        /// The file ends.
        case streamEnd
        /// Text, with whether it stood without quotes.
        case scalar(String, isPlain: Bool)
        /// A list begins.
        case sequenceStart
        /// A mapping begins.
        case mappingStart
        /// The innermost list, mapping or document ends.
        case end
        /// What was anchored by this name stands here again.
        case alias(String)
    }

    /// What is met.
    var kind: Kind
    /// The name by which an alias may repeat it.
    var anchor: String?
    /// Its explicit tag, long form (`tag:yaml.org,2002:int`).
    var tag: String?
    /// Where it begins: line and column in characters, from 1.
    var line: Int
    /// See `line`.
    var column: Int
}
