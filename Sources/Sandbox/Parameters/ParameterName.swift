/// The name of a form's field, which tells where its value stands among the parameters.
enum ParameterName {
    /// Deeper names are taken as they stand, so that no name can make a tree of any depth.
    private static let depthLimit = 8

    /// `lead[name]` is `lead`, `name`; `ids[]` is `ids` and an empty step, which stands for the next number. A name whose brackets do not
    /// close, or with anything behind or between them, is one step as it stands.
    static func steps(of name: String) -> [String] {
        let bytes = Array(name.utf8)
        guard let open = bytes.firstIndex(of: UInt8(ascii: "[")), open > 0, bytes.last == UInt8(ascii: "]") else {
            return [name]
        }
        var steps = [String(decoding: bytes[..<open], as: UTF8.self)]
        var at = open
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "["), let close = bytes[at...].firstIndex(of: UInt8(ascii: "]")) else {
                return [name]
            }
            steps.append(String(decoding: bytes[at + 1..<close], as: UTF8.self))
            at = close + 1
        }
        return steps.count <= depthLimit ? steps : [name]
    }
}
