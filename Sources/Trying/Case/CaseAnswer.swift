/// What is fetched for one submission of a case's post, where its sender only announces it: the part `fetched`.
public struct CaseAnswer: Sendable, Hashable {
    /// The address that is asked, from a first line `GET https://…`; nil where the case does not say.
    public let address: String?
    /// The answer, a JSON object.
    public let json: [UInt8]
    /// The part as it is written.
    let lines: [String]

    init(_ part: CaseParts.Part) {
        lines = part.lines
        var rest = part.lines[...]
        var address: String?
        if let first = rest.first, first.hasPrefix("GET ") {
            address = String(first.dropFirst(4))
            rest.removeFirst()
        }
        self.address = address
        json = Array(rest.joined(separator: "\n").utf8)
    }
}
