import Wire

/// What a path may be called in a form, whose fields have flat names: `address[city]` for `address.city`.
///
/// A class, so that a look through a form's fields touches no counts of its parts.
final class FieldName: Sendable {
    /// The field's name; it also stands for the same with `[]` after it, as PHP marks a field that repeats.
    let key: FieldNameKey
    /// Which of the fields of that name, from the end if negative; nil for all.
    let index: Int?
    let loose: LooseName

    /// The name's own bytes.
    var bytes: [UInt8] { key.bytes }

    init(bytes: [UInt8], index: Int?) {
        key = FieldNameKey(bytes)
        self.index = index
        loose = LooseName(bytes)
    }

    /// All names that a path may mean, the likeliest first.
    /// - Parameter written: the path's own text behind its root, in UTF-8.
    static func candidates(written: [UInt8], steps: [Path.Step]) -> [FieldName] {
        var candidates: [FieldName] = []
        func add(_ bytes: [UInt8]?, index: Int? = nil) {
            guard let bytes, !candidates.contains(where: { $0.bytes == bytes && $0.index == index }) else { return }
            candidates.append(FieldName(bytes: bytes, index: index))
        }
        if case .member(let only)? = steps.first, steps.count == 1 {
            add(only.bytes)
            return candidates
        }
        if steps.contains(.all) {
            // Fields that repeat are all there is of a list: `tags` for `tags[*]`.
            add(steps.last == .all && steps.count > 1 ? bracketed(steps.dropLast()) : nil)
            return candidates
        }
        add(written)
        add(bracketed(steps[...]))
        if case .element(let index)? = steps.last {
            let bracket = written.lastIndex(of: UInt8(ascii: "["))
            add(bracket.map { Array(written[..<$0]) }, index: index)
            add(bracketed(steps.dropLast()), index: index)
        }
        return candidates
    }

    /// `a[b][0]` for `a.b[0]`; nil where a step has no such form.
    private static func bracketed(_ steps: ArraySlice<Path.Step>) -> [UInt8]? {
        var name: [UInt8] = []
        for (index, step) in steps.enumerated() {
            let word: [UInt8]
            switch step {
            case .member(let name): word = name.bytes
            case .element(let element) where element >= 0 && index > 0: word = Array(String(element).utf8)
            case .list where index > 0: word = []
            default: return nil
            }
            name += index == 0 ? word : [UInt8(ascii: "[")] + word + [UInt8(ascii: "]")]
        }
        return name
    }

    /// Whether the field at `entry` has this name but for case, blanks, `-` and `_`, or the same with `[]`.
    func namesLoosely(_ entry: FormFields.Entry, of bytes: Span<UInt8>) -> Bool {
        loose.mayFit(entry.firstByte(of: bytes)) && loose.fits(bytes, FieldName.stem(of: entry, bytes))
    }

    /// The field's name without the `[]` at its end.
    static func stem(of entry: FormFields.Entry, _ bytes: Span<UInt8>) -> Range<Int> {
        let name = entry.name
        guard name.count > 2, bytes[name.upperBound - 2] == UInt8(ascii: "["),
            bytes[name.upperBound - 1] == UInt8(ascii: "]")
        else { return name }
        return name.lowerBound..<name.upperBound - 2
    }
}
