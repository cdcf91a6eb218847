/// Lays JSON out for a person: one member a line, two spaces a level. The text's own bytes are kept as they are.
public enum PrettyJSON {
    /// JSON that is valid, laid out.
    public static func text(_ json: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        var depth = 0
        var inString = false
        var isEscaped = false
        var previous: UInt8 = 0
        for byte in json {
            defer { previous = byte }
            if inString {
                output.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            let opens = previous == UInt8(ascii: "{") || previous == UInt8(ascii: "[")
            let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            if closes { depth -= 1 }
            if opens != closes || previous == UInt8(ascii: ",") { newLine(&output, depth) }
            output.append(byte)
            if byte == UInt8(ascii: "\"") { inString = true }
            if byte == UInt8(ascii: ":") { output.append(0x20) }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func newLine(_ output: inout [UInt8], _ depth: Int) {
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }
}
