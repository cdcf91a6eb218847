/// What became of a form's rules: they can be used, or there are complaints.
public struct Compilation: Sendable {
    /// The compiled rules; nil if there is an error among the complaints.
    public let mapping: FormMapping?
    /// Everything that is wrong, and what is most likely not meant, in the order of the file.
    public let complaints: [Complaint]
}

extension FormMapping {
    /// Checks and compiles the rules of a form. All complaints are told at once.
    public static func compile(_ definition: MappingDefinition) -> Compilation {
        var compiler = MappingCompiler(definition.shortcuts)
        compiler.restTarget = definition.whole.rest?.target.value
        var rules = compiler.rules(of: definition)
        let whole = compiler.whole(of: definition, &rules)
        let fetch = definition.fetch.flatMap { compiler.fetch($0) }
        if definition.fetch != nil { compiler.complainOfFetched(definition.whole.dedupeKey) }
        let complaints = compiler.complaints.sorted {
            ($0.place.file, $0.place.line, $0.place.column) < ($1.place.file, $1.place.line, $1.place.column)
        }
        return Compilation(
            mapping: !complaints.contains { $0.severity == .error }
                ? FormMapping(
                    rules: rules, whole: whole, fetch: fetch, keepsFiles: definition.whole.keepsFiles,
                    places: compiler.places) : nil,
            complaints: complaints)
    }
}
