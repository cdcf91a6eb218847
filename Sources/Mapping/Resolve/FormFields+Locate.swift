import Wire

extension FormFields {
    /// The value of the first of the path's names that the form has.
    func locate(_ path: Path) -> Located {
        for name in path.fieldNames {
            if let value = value(of: name) { return value }
        }
        return .nothing
    }

    /// The values of all fields of a name, or the one that the name picks.
    private func value(of name: FieldName) -> Located? {
        guard let first = nextField(named: name, from: 0) else { return nil }
        let second = nextField(named: name, from: first + 1)
        switch (name.index, second) {
        case (nil, nil), (0, _), (-1, nil): return .piece(Piece(bytes, entries[first].value))
        case (_?, nil): return nil
        case (let index?, let second?):
            let all = fields(named: name, first: first, second: second)
            let place = index < 0 ? all.count + index : index
            return all.indices.contains(place) ? .piece(Piece(bytes, entries[all[place]].value)) : nil
        case (nil, let second?):
            return .list(
                of: fields(named: name, first: first, second: second).map { Piece(bytes, entries[$0].value) })
        }
    }

    private func nextField(named name: FieldName, from start: Int) -> Int? {
        var index = start
        while index < entries.count {
            if name.names(entries[index], of: bytes.span) { return index }
            index += 1
        }
        return nil
    }

    private func fields(named name: FieldName, first: Int, second: Int) -> [Int] {
        var all = [first, second]
        while let last = all.last, let next = nextField(named: name, from: last + 1) { all.append(next) }
        return all
    }
}
