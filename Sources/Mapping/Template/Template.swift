/// Text with paths in braces: `Website: {topic}`. `{{` and `}}` stand for the braces themselves, `{path|trim|default("-")}` for a value
/// that is changed first.
///
/// Where a value is missing, what joined it to the others goes with it:
/// - of the separators on its sides (blanks and marks: `, `, ` - `, `/`) one is left if both have a neighbour, else none; of a blank and
///   something more, that which is more: `{street}, {zip} {city}` is `Main St, Berlin`;
/// - the marks round it go: `{name} ({company})`, `#{number}`; what is in brackets goes when nothing in them is there;
/// - the label before it goes, which is what ends in a colon: `Topic: {topic}, Budget: {budget}` is `Topic: CRM`;
/// - other words stay: `Hi {first} {last}`.
struct Template: Sendable {
    indirect enum Part: Sendable {
        /// Text that stays.
        case text([UInt8])
        /// Text that ends the template; no separator stands before it.
        case end([UInt8])
        /// What stands between two parts that are there.
        case separator([UInt8])
        /// A value, with the marks that stand round it alone.
        case value(TemplateValue, before: [UInt8], after: [UInt8])
        /// A label, or a bracket, what it holds, and the bracket's end: all goes when no value in it is there.
        case group(before: [UInt8], [Part], after: [UInt8])
    }

    let parts: [Part]
    /// The paths in the braces, in order.
    let paths: [Path]

    init(parts: [Part], paths: [Path]) {
        self.parts = parts
        self.paths = paths
    }

    /// The text with every path's value in its place, or nothing if it has paths and none leads to a value.
    func fill(_ resolver: inout Resolver) -> Filled {
        var filling = TemplateFilling(capacity: 128)
        do {
            let isAnyThere = try filling.add(parts, &resolver)
            return isAnyThere || paths.isEmpty ? .text(Piece(filling.written)) : .nothing
        } catch {
            return .refused(error.path, error.reason)
        }
    }

    enum Filled {
        case text(Piece)
        case nothing
        /// A path that leads to what a template cannot show, and why.
        case refused(Path, String)
    }
}
