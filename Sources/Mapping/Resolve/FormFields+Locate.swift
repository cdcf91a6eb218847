import Wire

extension FormFields {
    /// The values of the fields that a path leads to.
    func locate(_ path: Path, by index: MemberIndex? = nil) -> Located {
        if keepsFiles, let fact = FileFact(of: path) { return locate(fact, path) }
        return switch find(path, by: index) {
        case .none, .ambiguous: .nothing
        case .one(let field): .piece(Piece(bytes, entries[field].value))
        case .several(let fields): .list(of: fields.map { Piece(bytes, entries[$0].value) })
        }
    }

    /// The fields that a path leads to: those of the first of its names that the form has, else of one that is like it.
    func find(_ path: Path, by index: MemberIndex? = nil) -> FoundFields {
        if keepsFiles, FileFact(of: path) != nil {
            let found = files(at: path)
            if !found.isEmpty { return FoundFields(found) }
        }
        if path.hasFieldPatterns {
            for pattern in path.fieldPatterns {
                let fields = entries.indices.filter { pattern.names(entries[$0], of: bytes.span) }
                if !fields.isEmpty { return FoundFields(fields) }
            }
        }
        if let name = path.fieldName, let first = nextIndex(of: name.key, from: 0) { return pick(name, first: first) }
        for name in path.fieldNames.dropFirst() {
            if let first = nextIndex(of: name.key, from: 0) { return pick(name, first: first) }
        }
        for name in path.fieldNames {
            let found = findLoosely(name, index)
            if case .none = found { continue }
            return found
        }
        return .none
    }

    /// All fields of a name, or the one that the name picks.
    private func pick(_ name: FieldName, first: Int) -> FoundFields {
        let second = mayRepeat(name.key) ? nextIndex(of: name.key, from: first + 1) : nil
        switch (name.index, second) {
        case (nil, nil), (0, _), (-1, nil): return .one(first)
        case (_?, nil): return .none
        case (let index, let second?):
            var all = [first, second]
            while let last = all.last, let next = nextIndex(of: name.key, from: last + 1) { all.append(next) }
            guard let index else { return .several(all) }
            let place = index < 0 ? all.count + index : index
            return all.indices.contains(place) ? .one(all[place]) : .none
        }
    }

    /// The fields of the only name that is like this one.
    private func findLoosely(_ name: FieldName, _ index: MemberIndex?) -> FoundFields {
        var first: Int?
        /// Whether a field is like the name and has another name than the first that is.
        func isSecond(_ entry: Int) -> Bool {
            guard name.namesLoosely(entries[entry], of: bytes.span) else { return false }
            guard let known = first else {
                first = entry
                return false
            }
            return !isSameName(known, entry)
        }
        let second =
            if let index { index.names(of: self).first(name.loose.hash, where: isSecond) } else {
                entries.indices.first(where: isSecond)
            }
        guard let first else { return .none }
        if let second { return .ambiguous(first, second) }
        let stem = FieldName.stem(of: entries[first], bytes.span)
        return pick(FieldName(bytes: Array(self.bytes[stem]), index: name.index), first: first)
    }

    private func isSameName(_ one: Int, _ other: Int) -> Bool {
        let one = FieldName.stem(of: entries[one], bytes.span)
        let other = FieldName.stem(of: entries[other], bytes.span)
        return one.count == other.count && bytes[one] == bytes[other]
    }
}

/// The fields of a form that a path leads to, by their places among the entries.
enum FoundFields {
    case none
    case one(Int)
    /// At least two, in the form's order.
    case several([Int])
    /// Two names are like the path's, and none is exactly it: a field of each.
    case ambiguous(Int, Int)

    init(_ fields: [Int]) {
        self = fields.count > 1 ? .several(fields) : fields.first.map { .one($0) } ?? .none
    }
}
