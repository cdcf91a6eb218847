internal import Wire

extension Transform {
    /// An argument as written.
    struct Argument: Sendable {
        /// Its name, where one is given.
        let label: String?
        let text: String
    }

    /// Why a name and arguments are no transform.
    struct Mismatch: Error {
        let message: String
        /// The number of the argument that is wrong; nil where it is the whole.
        var argument: Int?
        /// Whether it is the argument's name that is wrong.
        var isLabel = false
    }

    /// The transform of a name and its arguments.
    /// - Throws: what is wrong, in words that stand alone.
    static func make(_ word: String, _ arguments: [Argument]) throws(Mismatch) -> Transform {
        guard let name = Name(rawValue: word) else { throw unknown(word) }
        let given = try Given(name, arguments)
        switch name {
        case .trim: return .trim
        case .squeeze: return .squeeze
        case .lower: return .lower
        case .upper: return .upper
        case .title: return .title
        case .digits: return .digits
        case .stripHTML: return .stripHTML
        case .firstName: return .firstName
        case .lastName: return .lastName
        case .slug: return .slug
        case .split: return .split(by: try given.filled("by"), take: try given.number("take"))
        case .join: return .join(with: given["with"].map { Array($0.text.utf8) } ?? Piece.comma)
        case .replace: return .replace(from: try given.filled("from"), to: Array((given["to"]?.text ?? "").utf8))
        case .match: return .match(try given.pattern("pattern"))
        case .slice:
            let (start, end) = (try given.number("from") ?? 0, try given.number("to"))
            if let end, (start < 0) == (end < 0), end <= start {
                throw Mismatch(
                    message: "slice(\(start), \(end)) keeps nothing; 'to' has to be behind 'from'",
                    argument: given["to"]?.index)
            }
            return .slice(from: start, to: end)
        case .mask: return .mask(first: try given.count("first") ?? 1, last: try given.count("last") ?? 1)
        case .defaultIf: return .defaultIf(given.all.map { Array(LetterCase.lower.map(Piece($0).trimmed).string.utf8) })
        }
    }

    private static func unknown(_ word: String) -> Mismatch {
        let names = Name.allCases.map(\.rawValue)
        let meant = (Name.otherWords[word.lowercased()]?.rawValue ?? NearestWord.find(word, among: names))
            .map { "did you mean '\($0)'?" }
        return Mismatch(
            message: "unknown transform '\(word)'; \(meant ?? "there are \(names.joined(separator: ", "))")")
    }
}

/// The arguments of one transform by their names.
private struct Given {
    typealias Mismatch = Transform.Mismatch

    let name: Transform.Name
    private var named: [String: (text: String, index: Int)] = [:]
    /// The arguments of a transform that takes any number.
    private(set) var all: [String] = []

    init(_ name: Transform.Name, _ arguments: [Transform.Argument]) throws(Mismatch) {
        self.name = name
        let parameters = name.parameters
        for (index, argument) in arguments.enumerated() {
            guard argument.text.utf8.count <= 1000 else {
                throw Mismatch(message: "an argument of '\(name.rawValue)' is longer than 1000 bytes", argument: index)
            }
            if case .rest? = parameters.first {
                if argument.label != nil {
                    throw Mismatch(message: "'\(name.rawValue)' takes a list of texts; \(usage)", argument: index)
                }
                all.append(argument.text)
                continue
            }
            let key: String
            if let label = argument.label {
                guard parameters.contains(where: { $0.name == label }) else {
                    let meant = NearestWord.suggestion(for: label, among: parameters.map(\.name))
                    throw Mismatch(
                        message: "'\(name.rawValue)' has no '\(label)'\(meant.isEmpty ? "; \(usage)" : meant)",
                        argument: index, isLabel: true)
                }
                key = label
            } else {
                guard index < parameters.count else {
                    throw Mismatch(
                        message: parameters.isEmpty
                            ? "'\(name.rawValue)' takes no arguments" : "these are too many arguments; \(usage)",
                        argument: index)
                }
                key = parameters[index].name
            }
            guard named.updateValue((argument.text, index), forKey: key) == nil else {
                throw Mismatch(message: "'\(key)' is given twice", argument: index)
            }
        }
        for parameter in parameters {
            switch parameter {
            case .needed(let key) where named[key] == nil:
                throw Mismatch(message: "'\(name.rawValue)' needs '\(key)'; \(usage)")
            case .rest where all.isEmpty: throw Mismatch(message: "'\(name.rawValue)' needs one text or more; \(usage)")
            default: break
            }
        }
    }

    subscript(_ key: String) -> (text: String, index: Int)? { named[key] }

    /// A text of one character at least.
    func filled(_ key: String) throws(Mismatch) -> [UInt8] {
        guard let argument = named[key] else { return [] }
        if argument.text.isEmpty {
            throw Mismatch(message: "'\(key)' of '\(name.rawValue)' is empty", argument: argument.index)
        }
        return Array(argument.text.utf8)
    }

    func number(_ key: String) throws(Mismatch) -> Int? {
        guard let argument = named[key] else { return nil }
        guard let number = Int(argument.text), number.magnitude <= 1_000_000 else {
            throw Mismatch(
                message: "'\(key)' of '\(name.rawValue)' is '\(argument.text)'; a whole number to 1000000 is expected",
                argument: argument.index)
        }
        return number
    }

    func count(_ key: String) throws(Mismatch) -> Int? {
        let number = try number(key)
        guard let number, number < 0 else { return number }
        throw Mismatch(
            message: "'\(key)' of '\(name.rawValue)' is \(number); at least 0 is expected", argument: named[key]?.index)
    }

    func pattern(_ key: String) throws(Mismatch) -> Pattern {
        guard let argument = named[key] else { throw Mismatch(message: "'\(name.rawValue)' needs '\(key)'; \(usage)") }
        do {
            return try Pattern(parsing: argument.text)
        } catch {
            let before = String(decoding: argument.text.utf8.prefix(error.offset), as: UTF8.self)
            throw Mismatch(
                message:
                    "pattern '\(argument.text)': \(error.message) (at the pattern's character \(before.count + 1))",
                argument: argument.index)
        }
    }

    private var usage: String { "something like \(name.example.call) is expected" }
}
