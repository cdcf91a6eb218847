import Wire

extension FormFields {
    /// The places of the fields that a path leads to.
    func entries(at path: Path) -> [Int] {
        for name in path.fieldNames {
            let all = entries.indices.filter { name.names(entries[$0], of: bytes.span) }
            guard !all.isEmpty else { continue }
            guard let index = name.index else { return all }
            let place = index < 0 ? all.count + index : index
            return all.indices.contains(place) ? [all[place]] : []
        }
        return []
    }
}
