import Mapping

/// A part of a YAML file. Nothing is typed here: `NO`, `1e3` and `0777` are text until a setting says what it wants.
struct Node: Sendable {
    /// Text as it stands for the settings, and as the file has it.
    struct Scalar: Sendable {
        /// The value, substitutions made.
        var text: String
        /// The value before substitutions: what a complaint may quote, since a secret may have come in.
        var written: String
        /// Whether it stood without quotes, so that it may be a number or a boolean.
        var isPlain: Bool
        /// Whether something was put in for a `${…}`.
        var isSubstituted = false
        /// Whether a complaint was already made about it.
        var isBroken = false
    }

    /// A key with its value.
    struct Member: Sendable {
        var key: Placed<String>
        var value: Node
    }

    /// What it is.
    enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([Member])
    }

    /// What it is.
    var content: Content
    /// Where it begins. A part that an alias repeats is where it was first written.
    var place: Place

    /// Its text, when it is a scalar.
    var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// What a complaint says was found. Never a substituted value.
    var found: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar) where scalar.isSubstituted: "what \(Quoted(scalar.written)) stands for"
        case .scalar(let scalar) where scalar.text.isEmpty: scalar.isPlain ? "nothing" : "an empty text"
        case .scalar(let scalar) where scalar.holdsCredentials: "a URL with a user name"
        case .scalar(let scalar): "\(Quoted(scalar.written))"
        }
    }
}

extension Node.Scalar {
    /// Whether nothing stands there at all.
    var isNothing: Bool { isPlain && text.isEmpty }

    /// Whether it looks like a URL with a user name, and so perhaps a password, before its host.
    var holdsCredentials: Bool {
        guard text.utf8.contains(UInt8(ascii: "@")), let scheme = text.firstRange(of: "://") else { return false }
        return text[scheme.upperBound...].contains("@")
    }
}
