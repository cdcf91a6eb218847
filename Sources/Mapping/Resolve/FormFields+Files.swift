import Wire

/// What is known of a file that came with a form, as the last step of a path: `resume.url`, `files[0].size`.
enum FileFact: String {
    case url, name, size, type

    /// nil for a path that does not end in one.
    init?(of path: Path) {
        guard path.steps.count > 1, case .member(let name) = path.steps.last,
            let fact = FileFact(rawValue: String(decoding: name.bytes, as: UTF8.self))
        else { return nil }
        self = fact
    }

    /// What it is of this file; nil where it has none.
    func text(of file: FormFields.File) -> String? {
        switch self {
        case .url: file.url
        case .name: file.filename.isEmpty ? nil : file.filename
        case .size: file.filename.isEmpty ? nil : String(file.size)
        case .type: file.filename.isEmpty ? nil : file.contentType
        }
    }
}

/// Forms whose files are kept elsewhere.
extension FormFields {
    /// What a path that ends in a fact leads to. An address is only a file's: what a visitor wrote under such a name is none, whatever it
    /// says.
    func locate(_ fact: FileFact, _ path: Path) -> Located {
        let found = files(at: path)
        let isField = entries(at: path.withoutLastStep).contains { entries[$0].file != nil }
        if found.isEmpty, fact != .url, !isField {
            switch find(path) {
            case .none, .ambiguous: return .nothing
            case .one(let field): return .piece(Piece(bytes, entries[field].value))
            case .several(let fields): return .list(of: fields.map { Piece(bytes, entries[$0].value) })
            }
        }
        return list(fact, of: found)
    }

    /// What one of ``FilePaths`` leads to.
    func locateFiles(_ path: Path) -> Located {
        if let fact = FileFact(of: path) { return list(fact, of: files(at: path)) }
        let found = entries(at: path).filter { entries[$0].file != nil }
        return .list(of: found.map { Piece(bytes, entries[$0].value) })
    }

    private func list(_ fact: FileFact, of found: [Int]) -> Located {
        .list(
            of: found.compactMap { entry in
                entries[entry].file.flatMap { fact.text(of: files[$0]) }.map { Piece(Array($0.utf8)) }
            })
    }

    /// The fields with the files that a path, but for its last step, leads to: by their field's name, or by `files` all of them.
    func files(at path: Path) -> [Int] {
        let steps = Array(path.steps.dropLast())
        let all = entries.indices.filter { entries[$0].file.map { !files[$0].filename.isEmpty } ?? false }
        if case .member(let name) = steps[0], name.bytes.elementsEqual("files".utf8) {
            switch steps.count {
            case 1: return all
            case 2:
                switch steps[1] {
                case .element(let index):
                    let place = index < 0 ? all.count + index : index
                    return all.indices.contains(place) ? [all[place]] : []
                case .all, .list: return all
                default: break
                }
            default: break
            }
        }
        return entries(at: path.withoutLastStep).filter(all.contains)
    }

    /// A line about a file, for people: `cv.pdf (1.2 MB) https://…`
    func line(about file: Int) -> [UInt8] {
        let file = files[file]
        var line = file.filename
        line += " (\(Self.sizeText(file.size)))"
        if let url = file.url { line += " \(url)" }
        return Array(line.utf8)
    }

    /// In powers of 1000, as file managers and browsers have it.
    private static func sizeText(_ size: Int) -> String {
        if size < 1000 { return "\(size) B" }
        if size < 1_000_000 { return "\((size + 500) / 1000) kB" }
        let tenths = (size + 50_000) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}

extension Path {
    /// The same path, one step shorter.
    fileprivate var withoutLastStep: Path {
        guard case .member(let name)? = steps.last else { return self }
        let last = "." + String(decoding: name.bytes, as: UTF8.self)
        let shorter = written.hasSuffix(last) ? String(written.dropLast(last.count)) : written
        let own = shorter.hasPrefix("root.") ? String(shorter.dropFirst(5)) : shorter
        let rest = Array(steps.dropLast())
        return Path(
            written: shorter, root: root, steps: rest,
            fieldNames: FieldName.candidates(written: Array(own.utf8), steps: rest),
            fieldPatterns: FieldPattern.candidates(rest))
    }
}
