/// `url`: the address of a page, `http` or `https`, as it came but for white space round it.
///
/// `www.example.com/shop`, as people write it, gets `https://` before it. Other schemes (`javascript:`, `data:`, `mailto:`), names and passwords
/// before the host, and what no address may hold (white space, `"`, `<`, `>`, `\`, control characters) are refused. The host is a name with letters of any
/// script, or an IP address; a name has a dot unless a scheme stands before it.
enum URLType {
    static func read(_ piece: Piece) throws(Mismatch) -> Piece {
        if let url = url(piece.trimmed) { return url }
        throw Mismatch("is not a web address; something like https://www.example.com is expected")
    }

    private static func url(_ text: Piece) -> Piece? {
        let bytes = text.bytes.span
        for index in text.range {
            switch bytes[index] {
            case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
                return nil
            default: break
            }
        }
        for scheme in schemes where text.range.count > scheme.count && isNext(scheme, text) {
            return isRest(text, from: text.range.lowerBound + scheme.count, needsDot: false) ? text : nil
        }
        guard isRest(text, from: text.range.lowerBound, needsDot: true) else { return nil }
        return Piece(schemes[0] + text.bytes[text.range])
    }

    private static let schemes = [Array("https://".utf8), Array("http://".utf8)]

    private static func isNext(_ word: [UInt8], _ text: Piece) -> Bool {
        for index in word.indices where ASCII.lowered(text.bytes[text.range.lowerBound + index]) != word[index] {
            return false
        }
        return true
    }

    /// Whether host and port stand here, and then a path, a query, a fragment or nothing.
    private static func isRest(_ text: Piece, from start: Int, needsDot: Bool) -> Bool {
        let bytes = text.bytes.span
        var end = start
        while end < text.range.upperBound, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?"),
            bytes[end] != UInt8(ascii: "#")
        {
            end += 1
        }
        guard end > start, end - start <= 300 else { return false }
        var hostEnd = end
        if bytes[start] == UInt8(ascii: "[") {
            guard let close = text.bytes[start..<end].firstIndex(of: UInt8(ascii: "]")), !needsDot else { return false }
            let inner = text.bytes[start + 1..<close]
            let isAddress =
                inner.count >= 2 && inner.contains(UInt8(ascii: ":"))
                && inner.allSatisfy {
                    ASCII.isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
                        || (0x61...0x66).contains($0 | 0x20)
                }
            return isAddress && (close + 1 == end || isPort(text.bytes[close + 1..<end]))
        }
        if let colon = text.bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) {
            guard isPort(text.bytes[colon..<end]) else { return false }
            hostEnd = colon
        }
        return isHost(text.bytes[start..<hostEnd], needsDot: needsDot)
    }

    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = text.dropFirst()
        guard text.first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(ASCII.isDigit) else {
            return false
        }
        return (1...65_535).contains(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }

    /// Labels of letters, digits, hyphens and underscores between dots; a name without a scheme ends in a label that is no number.
    private static func isHost(_ host: ArraySlice<UInt8>, needsDot: Bool) -> Bool {
        // `example.com.` is a name too.
        let host = host.last == UInt8(ascii: ".") ? host.dropLast() : host
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let last = labels.last else { return false }
        if needsDot {
            guard labels.count > 1, last.count > 1,
                !last.contains(where: ASCII.isDigit) || last.starts(with: Array("xn--".utf8))
            else { return false }
        }
        return labels.allSatisfy { label in
            guard let first = label.first, let last = label.last, label.count <= 252, first != UInt8(ascii: "-"),
                last != UInt8(ascii: "-")
            else { return false }
            return isName(label)
        }
    }

    private static func isName(_ label: ArraySlice<UInt8>) -> Bool {
        if label.allSatisfy({ $0 < 0x80 }) {
            return label.allSatisfy {
                ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
        }
        return String(decoding: label, as: UTF8.self).unicodeScalars.allSatisfy(\.mayStandInHost)
    }
}
