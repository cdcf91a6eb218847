/// A few names that fields are looked for by in one pass, byte for byte: most fields are passed by for their names' lengths.
public struct FieldNameSet: Sendable {
    private let names: [[UInt8]]
    /// A bit for each length that a name has; names of 63 bytes and more share one.
    private let lengths: UInt64

    /// Names, in UTF-8. An empty one is never found.
    public init(_ names: [[UInt8]]) {
        self.names = names
        lengths = names.reduce(0) { $0 | ($1.isEmpty ? 0 : 1 &<< UInt64(min($1.count, 63))) }
    }

    /// Calls `found` for each field that has one of the names, in the fields' order, with the name's place in the list and the field's.
    public func forEach(in form: FormFields, _ found: (_ name: Int, _ field: Int) -> Void) {
        guard lengths != 0 else { return }
        let (entries, bytes) = (form.entries.span, form.bytes.span)
        for index in entries.indices {
            let entry = entries[index]
            guard lengths &>> UInt64(min(entry.nameCount, 63)) & 1 != 0 else { continue }
            for number in names.indices where Self.isEqual(names[number], entry, bytes) { found(number, index) }
        }
    }

    private static func isEqual(_ name: [UInt8], _ entry: FormFields.Entry, _ bytes: Span<UInt8>) -> Bool {
        guard Int(entry.nameCount) == name.count else { return false }
        let start = Int(entry.nameStart)
        for offset in name.indices where name[offset] != bytes[start &+ offset] { return false }
        return true
    }
}
