internal import Configuration
internal import Mapping

/// What stood on the command line after the command's name: words, options with a value, and flags.
struct Arguments {
    /// What a command knows, to read its arguments and to say what is wrong with them.
    struct Grammar {
        /// Options that take a value: `--config DIR`.
        var options: [String] = []
        /// Those of them that, as in curl, may have their value in the same word: `-dname=value`.
        var joined: [String] = []
        /// Options without one: `--json`.
        var flags: [String] = []
        /// How many words it takes.
        var words = 0...0
        /// What the words are, for messages: `FORM [FILE]`.
        var wordNames = ""
    }

    private(set) var words: [String] = []
    /// Every option that was given with a value, in the order given.
    private(set) var given: [(option: String, value: String)] = []
    private var values: [String: [String]] = [:]

    /// Reads `arguments` by a grammar. `--` ends the options; `--name=value` is the same as `--name value`.
    init(_ arguments: [String], _ grammar: Grammar) throws(UsageError) {
        var rest = arguments[...]
        var onlyWords = false
        while let argument = rest.popFirst() {
            guard !onlyWords, argument.hasPrefix("-"), argument != "-" else {
                words.append(argument)
                continue
            }
            if argument == "--" {
                onlyWords = true
                continue
            }
            if let option = grammar.joined.first(where: { argument.hasPrefix($0) }), argument != option {
                add(option, String(argument.dropFirst(option.count)))
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if grammar.flags.contains(parts[0]), parts.count == 1 {
                values[parts[0], default: []].append("")
            } else if grammar.options.contains(parts[0]) {
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError("\(parts[0]) needs a value")
                }
                add(parts[0], value)
            } else if grammar.flags.contains(parts[0]) {
                throw UsageError("\(parts[0]) takes no value")
            } else {
                throw UsageError.unknown("option", parts[0], known: grammar.options + grammar.flags)
            }
        }
        if words.count < grammar.words.lowerBound { throw UsageError("expected \(grammar.wordNames)") }
        if words.count > grammar.words.upperBound {
            throw UsageError("unexpected '\(words[grammar.words.upperBound])'")
        }
    }

    private mutating func add(_ option: String, _ value: String) {
        given.append((option, value))
        values[option, default: []].append(value)
    }

    func has(_ flag: String) -> Bool { values[flag] != nil }

    /// The last value given for an option.
    func value(_ option: String) -> String? { values[option]?.last }

    /// Every value given for an option, as it was given.
    func all(_ option: String) -> [String] { values[option] ?? [] }

    /// Every value given for an option, those with commas split.
    func list(_ option: String) -> [String] {
        (values[option] ?? []).flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// A whole number given for an option.
    func integer(_ option: String, in range: ClosedRange<Int>, default fallback: Int) throws(UsageError) -> Int {
        guard let text = value(option) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "\(option) takes a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return number
    }

    /// A time given for an option, as the configuration writes it: `500ms`, `5s`, `1m30s`.
    func duration(_ option: String, default fallback: Duration) throws(UsageError) -> Duration {
        guard let text = value(option) else { return fallback }
        let range = Duration.milliseconds(100)...Duration.seconds(600)
        guard let duration = Duration(configured: text), range.contains(duration) else {
            throw UsageError("\(option) takes a time such as 500ms, 5s or 1m, from 100ms to 10m, not '\(text)'")
        }
        return duration
    }
}

/// The command line was wrong: exit status 2, with words that say what to write instead.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }

    static func unknown(_ kind: String, _ word: String, known: [String]) -> UsageError {
        var message = "unknown \(kind) '\(word)'"
        if let nearest = NearestWord.find(word, among: known) {
            message += "; did you mean '\(nearest)'?"
        } else if (1...12).contains(known.count) {
            message += "; known here: \(known.joined(separator: ", "))"
        }
        return UsageError(message)
    }
}
