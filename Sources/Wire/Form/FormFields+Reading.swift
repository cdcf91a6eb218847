extension FormFields {
    /// The entry's name as text; bytes that are not UTF-8 are U+FFFD.
    public func name(of entry: Entry) -> String {
        String(repairing: bytes[entry.name])
    }

    /// The entry's value as text; bytes that are not UTF-8 are U+FFFD. A file's value is its file name.
    public func value(of entry: Entry) -> String {
        String(repairing: bytes[entry.value])
    }

    /// The place in `entries` of the first field called `name`, at or after `start`; nil if there is none.
    ///
    /// Nothing is allocated. `name` is compared byte for byte.
    public func nextIndex(named name: [UInt8], from start: Int = 0) -> Int? {
        var index = start
        while index < entries.count {
            if isNamed(name, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether the field at `index` of `entries` is called `name`, byte for byte.
    public func isNamed(_ name: [UInt8], at index: Int) -> Bool {
        let entry = entries[index]
        guard Int(entry.nameCount) == name.count else { return false }
        let start = Int(entry.nameStart)
        for offset in 0..<name.count where bytes[start + offset] != name[offset] {
            return false
        }
        return true
    }

    /// The value of the first field called `name`, as text; nil if there is none.
    public subscript(first name: String) -> String? {
        nextIndex(named: Array(name.utf8)).map { value(of: entries[$0]) }
    }

    /// The values of all fields called `name`, in their order, as text.
    public func values(named name: String) -> [String] {
        let wanted = Array(name.utf8)
        return entries.indices.filter { isNamed(wanted, at: $0) }.map { value(of: entries[$0]) }
    }
}
