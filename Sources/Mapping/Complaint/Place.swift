/// Where something stands in a file that a person wrote.
public struct Place: Sendable, Hashable, CustomStringConvertible {
    /// The file's name, as the person would give it: `forms/contact.yaml`.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column in characters, from 1.
    public let column: Int

    /// A place in a file; `line` and `column` count from 1.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place as compilers write it: `forms/contact.yaml:7:3`.
    public var description: String { "\(file):\(line):\(column)" }
}
