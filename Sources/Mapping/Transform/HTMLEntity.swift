/// The names and numbers by which HTML writes characters: `&amp;`, `&#228;`, `&#xE4;`.
enum HTMLEntity {
    /// The character that the `&` at the range's beginning stands for, and how many bytes it is written in; nil if there is none.
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> (scalar: Unicode.Scalar, length: Int)? {
        // No name that stands below is longer, and no number.
        let head = bytes[range.prefix(12)]
        guard let close = head.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let length = close + 1 - range.lowerBound
        let inner = bytes[range.lowerBound + 1..<close]
        guard inner.first == UInt8(ascii: "#") else {
            return named[String(decoding: inner, as: UTF8.self)].map { ($0, length) }
        }
        let digits = String(decoding: inner.dropFirst(), as: UTF8.self)
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard let first = digits.dropFirst(isHexadecimal ? 1 : 0).utf8.first, first != UInt8(ascii: "+"),
            first != UInt8(ascii: "-"),
            let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        else { return nil }
        // What no text may hold becomes the sign for it, as in browsers (HTML, 13.2.5.80).
        guard value != 0, let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", length) }
        return (scalar, length)
    }

    /// HTML 4's names for Latin-1, in the order of the characters from U+00A0.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 \
        ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
        ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring \
        aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
        uuml yacute thorn yuml
        """

    private static let named: [String: Unicode.Scalar] = {
        var named: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "euro": "€", "hellip": "…", "ndash": "–",
            "mdash": "—", "lsquo": "‘",
            "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›",
            "bull": "•", "trade": "™",
            "dagger": "†", "permil": "‰", "minus": "−", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
            "zwnj": "\u{200C}",
            "zwj": "\u{200D}", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ", "larr": "←",
            "rarr": "→", "hearts": "♥",
            "sol": "/", "colon": ":", "comma": ",", "period": ".", "lpar": "(", "rpar": ")", "NewLine": "\n",
            "Tab": "\t",
        ]
        for (offset, name) in latin.split(separator: " ").enumerated() {
            named[String(name)] = Unicode.Scalar(0xA0 + UInt32(offset))
        }
        return named
    }()
}
