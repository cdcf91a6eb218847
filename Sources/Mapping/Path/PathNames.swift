/// The short names of a sender's preset, compiled: what a path that begins with one of them is read as.
struct PathNames: Sendable {
    /// No short names.
    static let none = PathNames()

    private enum Meaning {
        /// The steps before what follows the name, and behind it where it takes the place of a `*`.
        case path(Path, before: [Path.Step], behind: [Path.Step], isPlaced: Bool)
        case answers(Path, by: [[MemberName]], member: [MemberName]?, titles: AnswerStep.Titles?)
    }

    private var meanings: [[UInt8]: Meaning] = [:]

    private init() {}

    /// Compiles what a preset says; `complain` hears what is wrong with it.
    init(_ shortcuts: [PathShortcut], complain: (PathError, Placed<String>) -> Void) {
        for shortcut in shortcuts {
            do throws(Mistake) {
                meanings[Array(shortcut.name.value.utf8)] = try Self.meaning(of: shortcut.target)
            } catch {
                complain(error.error, error.text)
            }
        }
    }

    /// What a path reads that begins with a short name and goes on; nil where its first name is none.
    func path(written: String, first: MemberName, rest: ArraySlice<Path.Step>, at offset: Int) throws(PathError)
        -> Path?
    {
        guard let meaning = meanings[first.bytes] else { return nil }
        switch meaning {
        case .path(let target, let before, let behind, let isPlaced):
            let split = isPlaced ? rest.startIndex + 1 : rest.startIndex
            let steps = before + rest[..<split] + behind + rest[split...]
            let text = target.root == .payload ? Self.text(of: steps) : nil
            return Path(
                written: written, root: target.root, steps: steps,
                fieldNames: text.map { FieldName.candidates(written: $0, steps: steps) } ?? [],
                fieldPatterns: text == nil ? [] : FieldPattern.candidates(steps))
        case .answers(let list, let by, let member, let titles):
            guard case .member(let name)? = rest.first else {
                throw PathError(
                    message: "a question's name is expected behind '\(String(decoding: first.bytes, as: UTF8.self)).'",
                    offset: offset)
            }
            let step = AnswerStep(
                by: by, value: MatchValue(name.bytes), member: member, titles: titles,
                key:
                    "\(list.written)|\(String(decoding: first.bytes, as: UTF8.self)).\(String(decoding: name.bytes, as: UTF8.self))"
            )
            let inner = rest.dropFirst()
            return Path(
                written: written, root: list.root,
                steps: list.steps + [.answer(step)] + (inner.isEmpty ? [] : [.answerValue(step)]) + inner)
        }
    }

    // MARK: - Compiling

    private struct Mistake: Error {
        let error: PathError
        let text: Placed<String>
    }

    private static func meaning(of target: PathShortcut.Target) throws(Mistake) -> Meaning {
        switch target {
        case .path(let written):
            let path = try parse(written)
            guard let place = path.firstAll else { return .path(path, before: path.steps, behind: [], isPlaced: false) }
            return .path(
                path, before: Array(path.steps[..<place]), behind: Array(path.steps[(place + 1)...]), isPlaced: true)
        case .answers(let answers):
            var by: [[MemberName]] = []
            for written in answers.by { by.append(try names(written)) }
            var member: [MemberName]?
            if let value = answers.value { member = try names(value) }
            var titles: AnswerStep.Titles?
            if let written = answers.titles {
                titles = AnswerStep.Titles(
                    list: try parse(written.list).steps, by: try names(written.by), key: try names(written.key),
                    to: try names(written.to))
            }
            // What is posted may be the list itself.
            let list = answers.list.value == "." ? Path(written: ".", root: .payload) : try parse(answers.list)
            return .answers(list, by: by, member: member, titles: titles)
        }
    }

    private static func parse(_ written: Placed<String>) throws(Mistake) -> Path {
        do throws(PathError) {
            return try PathParser.parse(written.value)
        } catch {
            throw Mistake(error: error, text: written)
        }
    }

    /// A path of names alone.
    private static func names(_ written: Placed<String>) throws(Mistake) -> [MemberName] {
        var names: [MemberName] = []
        for step in try parse(written).steps {
            guard case .member(let name) = step else {
                throw Mistake(
                    error: PathError(message: "names with dots between them are expected", offset: 0), text: written)
            }
            names.append(name)
        }
        return names
    }

    /// Steps as a form may have them in a field's name, with dots.
    private static func text(of steps: [Path.Step]) -> [UInt8]? {
        var text: [UInt8] = []
        for step in steps {
            switch step {
            case .member(let name): text += (text.isEmpty ? [] : [UInt8(ascii: ".")]) + name.bytes
            case .element(let index): text += Array("[\(index)]".utf8)
            case .match, .all, .list, .answer, .answerValue: return nil
            }
        }
        return text
    }
}
