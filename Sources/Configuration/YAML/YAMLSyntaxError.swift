/// Where and why a file is not YAML. libyaml's words are fixed texts: they never repeat what the file holds.
struct YAMLSyntaxError: Error {
    /// In plain words where libyaml's are obscure.
    let message: String
    /// From 1.
    let line: Int
    /// In characters, from 1.
    let column: Int
    /// The place in bytes from 0, where it is known.
    var byte: Int?
}
