extension DateTime {
    /// The time in UTC of so many seconds since 1970; nil outside of the years 1 to 9999.
    public init?(secondsAsUTC seconds: Int64) {
        let (days, time) = (
            seconds.quotientRoundedDown(by: 86_400), Int(seconds - seconds.quotientRoundedDown(by: 86_400) * 86_400)
        )
        // Days by eras of 400 years that begin on a first of March.
        let shifted = days + 719_468
        let era = shifted.quotientRoundedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        self.init(
            year: Int(era * 400 + yearOfEra) + (month <= 2 ? 1 : 0), month: month,
            day: Int(dayOfYear - (153 * fromMarch + 2) / 5 + 1), hour: time / 3600, minute: time / 60 % 60,
            second: time % 60)
    }

    /// Seconds since 1970, if this is a time in UTC.
    public var secondsSince1970: Int64 { secondsAsUTC }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
