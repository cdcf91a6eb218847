import Wire

extension FormFields {
    /// The value of the first of the path's names that the form has.
    func locate(_ path: Path) -> Located {
        for name in path.fieldNames {
            if let piece = value(of: name) { return .piece(piece) }
        }
        return .nothing
    }

    /// The values of all fields of a name, joined by commas, or the one that the name picks.
    private func value(of name: FieldName) -> Piece? {
        guard let first = nextField(named: name, from: 0) else { return nil }
        let second = nextField(named: name, from: first + 1)
        switch (name.index, second) {
        case (nil, nil), (0, _), (-1, nil): return Piece(bytes, entries[first].value)
        case (_?, nil): return nil
        case (let index?, let second?):
            let all = fields(named: name, first: first, second: second)
            let place = index < 0 ? all.count + index : index
            return all.indices.contains(place) ? Piece(bytes, entries[all[place]].value) : nil
        case (nil, let second?):
            return join(fields(named: name, first: first, second: second))
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

    private func join(_ fields: [Int]) -> Piece {
        var joined: [UInt8] = []
        for field in fields {
            let value = Piece(bytes, entries[field].value)
            if value.isBlank { continue }
            if !joined.isEmpty { joined += [UInt8(ascii: ","), UInt8(ascii: " ")] }
            joined += bytes[value.range]
        }
        return Piece(joined)
    }
}
