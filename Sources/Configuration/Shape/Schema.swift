/// What may stand in a place of a configuration file, as JSON Schema can say it: what editors check and complete by. A reader may
/// know better and refuse more.
indirect enum Schema: Sendable {
    /// Any single value that is not empty: its text counts.
    case text
    /// Text that is no number: a bare path.
    case string
    /// A text of a form: a regular expression (ECMA-262) for all of it.
    case form(String)
    /// One of these words.
    case words([String])
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// `true` or `false`.
    case boolean
    /// A list.
    case list(of: Schema, mayBeEmpty: Bool = false)
    /// A list, or a single value for a list of one.
    case oneOrMore(Schema, mayBeEmpty: Bool = false)
    /// A mapping with known keys.
    case mapping(Shape)
    /// A mapping whose keys are the writer's own, of the form that `names` says, if it says one.
    case table(names: String? = nil, values: Schema)
    /// Any of these.
    case either([Schema])
    /// What is described once, under this name, since it stands in many places or in itself.
    case named(String)

    /// Whether it is a mapping in which a key of this name may stand.
    func holds(_ name: String) -> Bool {
        switch self {
        case .mapping(let shape): shape.knows(name)
        case .table: true
        default: false
        }
    }
}
