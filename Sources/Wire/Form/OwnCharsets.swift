/// The charsets that entries of a form name for themselves, where they differ from the form's.
struct OwnCharsets {
    private var entries: [(name: Charset?, value: Charset?)] = []
    /// Whether none of them is another than UTF-8.
    private(set) var areUTF8 = true

    /// Notes what the entry at `index` says; most entries say nothing.
    mutating func set(_ index: Int, name: Charset?, value: Charset?) {
        if name == nil, value == nil { return }
        while entries.count < index { entries.append((nil, nil)) }
        entries.append((name, value))
        areUTF8 = areUTF8 && (name ?? .utf8) == .utf8 && (value ?? .utf8) == .utf8
    }

    func ofName(_ index: Int) -> Charset? { index < entries.count ? entries[index].name : nil }

    func ofValue(_ index: Int) -> Charset? { index < entries.count ? entries[index].value : nil }
}
