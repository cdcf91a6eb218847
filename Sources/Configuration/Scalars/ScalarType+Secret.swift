import BoardCRM
import Mapping

extension ScalarType where Value == Secret {
    /// A token: printable ASCII without spaces. A complaint never shows it, so this is read by `MappingReader.secret`.
    static var token: Self {
        ScalarType("a token of printable characters without spaces") { text throws(Mismatch) in
            guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }), let secret = Secret(text) else { throw Mismatch() }
            return secret
        }
    }
}

extension MappingReader {
    /// The secret under `key`; nil, with a complaint that does not show it, when it is missing or wrong.
    mutating func secret(_ key: Key<Secret>, hint: String) -> Secret? {
        let (type, key) = (key.type, key.name)
        guard let member = member(key) else {
            missing(key, hint)
            return nil
        }
        guard let scalar = member.value.scalar else {
            log.add("expected \(type.expected), found \(member.value.found)", at: member.key.place)
            return nil
        }
        if scalar.isBroken { return nil }
        if let secret = try? type.read(scalar.text) { return secret }
        let wrong = scalar.text.isEmpty ? "is empty" : "is not \(type.expected)"
        // At the key: a terminal shows the line of a complaint.
        log.add("'\(key)' \(wrong); \(hint)", at: member.key.place)
        return nil
    }
}
