extension URLEncoded {
    /// Appends `name=value`, after an `&` unless the output is empty (WHATWG URL standard, section 5.2).
    public static func append(name: String, value: String, to output: inout [UInt8]) {
        if !output.isEmpty { output.append(UInt8(ascii: "&")) }
        append(encoding: name, to: &output)
        output.append(UInt8(ascii: "="))
        append(encoding: value, to: &output)
    }

    /// Appends the text with all but ASCII letters, digits and `*-._` percent-encoded, a space as `+`.
    public static func append(encoding text: String, to output: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                output.append(byte)
            case UInt8(ascii: " "):
                output.append(UInt8(ascii: "+"))
            default:
                output.append(UInt8(ascii: "%"))
                output.append(Hexadecimal.upper(byte >> 4))
                output.append(Hexadecimal.upper(byte & 15))
            }
        }
    }
}
