/// A day of the proleptic Gregorian calendar, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
struct CivilDate {
    let year: Int64
    let month: Int64
    let day: Int64

    /// The days from 1970-01-01 to a day; the month must be 1 to 12.
    static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years that begin in March have their leap day at the end.
        let year = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = year.floorDivided(by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that is so many days after 1970-01-01.
    init(daysSince1970 days: Int64) {
        let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

extension Int64 {
    /// The quotient rounded down, and what is left, which is never negative; the divisor must be positive.
    func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
