/// A rule's own way to write times: `DD.MM.YYYY HH:mm`.
///
/// | written | stands for |
/// |---|---|
/// | `YYYY` · `YY` | the year in four digits · in two, 1969 to 2068 |
/// | `MM`, `M` · `MMMM`, `MMM` | the month in digits · its name (see `MonthNames`), whole or in three letters or more |
/// | `DD`, `D` · `dddd`, `ddd` | the day of the month · the name of the day of the week, which is passed over |
/// | `HH`, `H` · `hh`, `h` with `A` | the hour of 24 · of 12, with `am` or `pm` |
/// | `mm`, `m` · `ss`, `s` · `S` | the minute · the second · its fraction, which is passed over |
/// | `Z` | the offset: `Z`, `+01:00`, `+0100` or `+01` |
/// | `[at]` | what stands in the brackets; signs and blanks need none |
///
/// Digits before which and behind which none stand may be one or two, whichever is written: `1.2.2026` fits `DD.MM.YYYY`.
struct DateFormat: Sendable {
    enum Field: Hashable, Sendable {
        case year, shortYear, month, monthName, day, weekday, hour, halfDayHour, halfDay, minute, second, fraction,
            offset

        /// Whether it is digits of no fixed number but for what stands beside it.
        var isShortNumber: Bool {
            switch self {
            case .month, .day, .hour, .halfDayHour, .minute, .second: true
            default: false
            }
        }

        var isNumber: Bool { isShortNumber || self == .year || self == .shortYear || self == .fraction }
    }

    enum Part: Sendable {
        /// A value; whether it has to have all its digits, since more follow.
        case field(Field, isFixed: Bool)
        /// Any letters and signs, in any case.
        case text([UInt8])
        case blank
    }

    let parts: [Part]
    /// 31 January 2026, 14:30, as this format has it.
    let example: String

    /// Reads a text without white space at its ends and with single spaces inside; nil if it is not written so.
    ///
    /// - Parameter takesAnyDay: whether 31 February is read, as a day in March.
    func read(_ text: Piece, takesAnyDay: Bool = false) -> TimeReader.Reading? {
        var reader = DateFormatReader(text, takesAnyDay: takesAnyDay)
        return reader.read(parts)
    }
}
