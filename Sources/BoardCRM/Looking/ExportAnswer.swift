import Wire

/// The file in an answer of `offer/export`.
///
/// A file as a list of numbers is four times as long as its bytes and one JSON value for each of them: the list is cut out of the text
/// and read by itself, and only the rest is parsed.
enum ExportAnswer {
    /// The answer without its list of bytes, and the list's bytes; nil bytes where there is no such list.
    static func split(_ content: [UInt8]) -> (rest: [UInt8], file: [UInt8]?) {
        var index = 0
        while let start = content[index...].firstIndex(of: UInt8(ascii: "[")) {
            index = start + 1
            guard let (file, end) = bytes(content, from: index) else { continue }
            return (Array(content[..<start]) + Array("null".utf8) + Array(content[end...]), file)
        }
        return (content, nil)
    }

    /// Numbers from 0 to 255 up to the list's end, of which there are more than a few: other lists hold ids.
    private static func bytes(_ content: [UInt8], from start: Int) -> ([UInt8], Int)? {
        var file: [UInt8] = []
        var number: Int?
        for index in start..<content.count {
            switch content[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let value = (number ?? 0) * 10 + Int(content[index] - UInt8(ascii: "0"))
                guard value <= 255 else { return nil }
                number = value
            case UInt8(ascii: ","), UInt8(ascii: "]"):
                if let value = number { file.append(UInt8(value)) }
                if content[index] == UInt8(ascii: "]") { return (file, index + 1) }
                guard number != nil else { return nil }
                number = nil
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return nil
            }
        }
        return nil
    }
}
