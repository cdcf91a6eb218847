extension MappingCompiler {
    /// The name under which the answer stands among what was posted.
    static let fetched = Array("fetched".utf8)

    /// How what is only announced is asked for.
    mutating func fetch(_ written: FetchDefinition) -> FetchRules? {
        let denied = written.denied.compactMap { condition($0) }
        let later = written.later.compactMap { condition($0) }
        do {
            return FetchRules(
                address: try AddressTemplate(parsing: written.url.value, names: names), denied: denied, later: later)
        } catch {
            complain(error.complaint(about: "template", written.url.value, at: written.url.place))
            return nil
        }
    }

    /// What is asked at the moment of arrival cannot look into what is fetched later.
    mutating func complainOfFetched(_ key: [Placed<String>]) {
        for written in key where (try? PathParser.parse(written.value, names: names))?.isOfFetched == true {
            complain(
                "nothing is fetched yet when a repeat is recognised; take what the notice itself has", at: written.place
            )
        }
    }
}

extension Path {
    /// Whether it leads into what was fetched.
    var isOfFetched: Bool {
        switch root {
        case .json(let inner), .address(let inner): inner.isOfFetched
        case .payload: if case .member(let name)? = steps.first { name.bytes == MappingCompiler.fetched } else { false }
        case .whole, .query, .context: false
        }
    }
}
