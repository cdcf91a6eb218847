/// Makes a field's name readable: `full_name` is "Full name".
public enum FieldLabel {
    /// The name with blanks for its `_` and `-`, and its first letter large.
    public static func text(_ name: String) -> String {
        var words = ""
        for character in name {
            if character == "_" || character == "-" || character == " " {
                if !words.isEmpty, words.last != " " { words.append(" ") }
            } else {
                words.append(character)
            }
        }
        while words.last == " " { words.removeLast() }
        guard let first = words.first else { return name }
        return first.uppercased() + words.dropFirst()
    }
}
