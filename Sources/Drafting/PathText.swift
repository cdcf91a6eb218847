internal import Wire

/// Writes paths as a person would.
enum PathText {
    /// A name as a step: in quotes where it holds what means something in a path.
    static func step(_ name: String, isFirst: Bool = false) -> String {
        isPlain(name) && !(isFirst && roots.contains(name)) ? name : quoted(name)
    }

    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A step further in.
    static func member(_ name: String, of path: String) -> String {
        path.isEmpty ? step(name, isFirst: true) : path + "." + step(name)
    }

    private static let roots: Set<String> = ["query", "header", "cookie", "meta", "json"]

    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last, first != " ", last != " "
        else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-", " ": true
            default: scalar.value > 0x7F && scalar.properties.isAlphabetic
            }
        }
    }
}
