extension DateFormat {
    /// The formats by which a text would be read, likeliest first, where ISO 8601 is not how it is written: two where a day and a month
    /// cannot be told apart. For whoever writes rules by a post of their own.
    ///
    /// - Parameter takesAnyDay: whether 31 February is read too.
    static func guesses(for text: String, takesAnyDay: Bool = false) -> [String] {
        let piece = Piece(text).trimmed.squeezed
        guard piece.range.count <= 100 else { return [] }
        let fitting = days.compactMap { day -> String? in
            times.lazy.map { day + $0 }.first { format in
                (try? DateFormat(parsing: format))?.read(piece, takesAnyDay: takesAnyDay) != nil
            }
        }
        guard let first = fitting.first else { return [] }
        // The same signs with day and month the other way round.
        let other = fitting.dropFirst().first {
            $0.count == first.count && $0.filter { $0 != "D" && $0 != "M" } == first.filter { $0 != "D" && $0 != "M" }
        }
        return [first] + [other].compactMap(\.self)
    }

    /// A text's letters and digits by one of each: `Aa 99.99.9999`.
    static func shape(of text: String) -> String {
        String(
            text.prefix(60).map { character -> Character in
                if character.isNumber { return "9" }
                return character.isLetter ? (character.isUppercase ? "A" : "a") : character
            })
    }

    private static let days = [
        "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY.MM.DD", "YYYY-M-D",
        "DD.MM.YY", "DD/MM/YY", "MM/DD/YY", "D MMMM YYYY", "D. MMMM YYYY", "D MMM YYYY", "MMMM D, YYYY", "MMM D, YYYY",
        "MMMM D YYYY", "MMM D YYYY", "D-MMM-YYYY", "dddd, D MMMM YYYY", "ddd, D MMM YYYY", "dddd, MMMM D, YYYY",
        "ddd, MMM D, YYYY", "ddd MMM DD YYYY", "YYYYMMDD", "dddd, D. MMMM YYYY", "dddd D MMMM YYYY",
        "D [de] MMMM [de] YYYY", "dddd, D [de] MMMM [de] YYYY", "D MMMM YYYY [г.]", "D MMMM YYYY [р.]",
        "D MMMM YYYY [r.]",
        "D MMMM YYYY dddd", "YYYY年M月D日",
    ]
    private static let times = [
        "", " HH:mm", " HH:mm:ss", " hh:mm A", " hh:mmA", " hh:mm:ss A", " hh A", ", HH:mm", ", HH:mm:ss", ", hh:mm A",
        ", hh:mm:ss A", " [at] HH:mm", " [at] hh:mm A", " [um] HH:mm", " [um] HH:mm [Uhr]", " [um] H [Uhr]",
        " [à] HH:mm", " [в] HH:mm", " [a las] HH:mm", " [às] HH:mm",
        " HH[h]mm", " HH:mm [Uhr]", " - HH:mm",
        "THH:mm", "THH:mm:ss", " HH:mm:ss Z",
    ]
}
