import Mapping

/// Puts in what `${NAME}`, `${NAME:-default}` and `${file:PATH}` stand for, in values and never in keys. What is put in is
/// not read again, so a value from outside cannot name another one.
struct Substitution {
    /// The process's environment, or what a test says it is.
    let environment: [String: String]
    /// Reads the file of `${file:PATH}`; throws why it cannot be, in words without its content.
    let readFile: (String) -> Result<[UInt8], SourceFailure>
    /// Whether every user of this machine may read the file of a path.
    var isOpenToAll: (String) -> Bool = { _ in false }
    /// Where complaints go.
    let log: ComplaintLog

    /// The tree with every value's substitutions made. A value that lacks one is marked as broken.
    func apply(to node: Node) -> Node { changed(node) ?? node }

    /// The tree with its substitutions; nil where it has none, as most of a file, which stays as it is.
    private func changed(_ node: Node) -> Node? {
        switch node.content {
        case .scalar(let scalar):
            guard scalar.written.utf8.contains(UInt8(ascii: "$")) else { return nil }
            return Node(content: .scalar(resolve(scalar, at: node.place)), place: node.place)
        case .sequence(let items):
            var new: [Node]?
            for index in items.indices {
                guard let item = changed(items[index]) else { continue }
                if new == nil { new = items }
                new?[index] = item
            }
            return new.map { Node(content: .sequence($0), place: node.place) }
        case .mapping(let members):
            var new: [Node.Member]?
            for index in members.indices {
                guard let value = changed(members[index].value) else { continue }
                if new == nil { new = members }
                new?[index].value = value
            }
            return new.map { Node(content: .mapping($0), place: node.place) }
        }
    }

    private func resolve(_ written: Node.Scalar, at place: Place) -> Node.Scalar {
        var scalar = written
        var text = ""
        var rest = scalar.written[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                text += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    log.add("'${' is not closed by '}'; write $${ for the two characters themselves", at: place)
                    scalar.isBroken = true
                    return scalar
                }
                scalar.isSubstituted = true
                switch value(of: rest[rest.index(rest.startIndex, offsetBy: 2)..<end]) {
                case .success(let value):
                    text += value
                    // What everybody may know is no secret.
                    if !value.hasPrefix("-----BEGIN PUBLIC KEY-----") { warnOfOpenFile(rest[...end], at: place) }
                    log.conceal(value, writtenAs: String(rest[...end]))
                case .failure(let missing):
                    log.add(missing.message, at: place)
                    scalar.isBroken = true
                }
                rest = rest[rest.index(after: end)...]
            } else {
                text += "$"
                rest = rest.dropFirst()
            }
        }
        scalar.text = text + rest
        if scalar.isSubstituted { log.conceal(scalar.text, writtenAs: scalar.written) }
        return scalar
    }

    /// A file is put in for what nobody else should read.
    private func warnOfOpenFile(_ words: Substring, at place: Place) {
        guard words.hasPrefix("${file:") else { return }
        let path = String(words.dropFirst("${file:".count).dropLast())
        guard isOpenToAll(path) else { return }
        log.warn(
            "every user of this machine may read the file of \(Quoted(String(words))); take that right away: chmod o-r \(path)",
            at: place)
    }

    private struct Missing: Error { let message: String }

    /// What stands for the words between `${` and `}`.
    private func value(of words: Substring) -> Result<String, Missing> {
        if words.hasPrefix("file:") { return content(ofFile: String(words.dropFirst(5))) }
        let name: Substring
        var fallback: Substring?
        if let colon = words.utf8.firstIndex(of: UInt8(ascii: ":")), words.utf8[colon...].starts(with: ":-".utf8) {
            name = words[..<colon]
            fallback = words[words.utf8.index(colon, offsetBy: 2)...]
        } else {
            name = words
        }
        guard Self.isName(name) else {
            return .failure(
                Missing(
                    message:
                        "\(Quoted("${\(words)}")) is no substitution; write ${NAME}, ${NAME:-default} or ${file:PATH}, "
                        + "or $${ for the two characters themselves"))
        }
        if let fallback {
            guard !fallback.contains("${") else {
                return .failure(Missing(message: "the default of ${\(name):-…} cannot hold another ${…}"))
            }
            // As in a shell: the default also stands in for what is set and empty.
            if let value = environment[String(name)], !value.isEmpty { return .success(value) }
            return .success(String(fallback))
        }
        guard let value = environment[String(name)] else {
            return .failure(
                Missing(
                    message: "environment variable \(name) is not set; set it, or write ${\(name):-default}"
                        // What is in small letters is most likely a field of the post.
                        + (name.contains(where: \.isUppercase) ? "" : "; a field of the post is written \(name)")))
        }
        return .success(value)
    }

    private func content(ofFile path: String) -> Result<String, Missing> {
        guard !path.isEmpty else { return .failure(Missing(message: "${file:} names no file")) }
        switch readFile(path) {
        case .failure(let failure):
            return .failure(Missing(message: "\(Quoted("${file:\(path)}")): \(failure.message)"))
        case .success(let bytes):
            guard var text = String(validating: bytes, as: UTF8.self) else {
                return .failure(Missing(message: "\(Quoted("${file:\(path)}")): the file is not UTF-8"))
            }
            // One character to Swift, whether it is written as one byte or as two.
            if text.last == "\n" || text.last == "\r\n" { text.removeLast() }
            return .success(text)
        }
    }

    /// Whether what was put in may be shown: it came of variables whose names are no secret's.
    static func isShowable(_ scalar: Node.Scalar) -> Bool {
        guard scalar.isSubstituted, !scalar.holdsCredentials else { return false }
        return !scalar.written.split(separator: "${", omittingEmptySubsequences: false).dropFirst().contains { words in
            isSecret("${" + words.prefix { $0 != "}" })
        }
    }

    /// Whether what stands behind `${` may be a secret: anything but a variable that is called an address of some kind.
    private static func isSecret(_ words: Substring) -> Bool {
        if words.hasPrefix("${file:") { return true }
        let name = words.prefix { $0 != ":" }.uppercased()
        let holds = { (word: String) in name.firstRange(of: word) != nil }
        return ["TOKEN", "SECRET", "PASS", "PWD", "KEY", "CREDENTIAL", "AUTH", "HOOK"].contains(where: holds)
            || !["LISTEN", "ADDR", "HOST", "PORT", "BIND", "STORE", "PATH", "URL"].contains(where: holds)
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
