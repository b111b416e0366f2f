/// A month of the Gregorian calendar, counted from January of the year 0.
///
/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": exact for all years that an instant can have.
struct CivilMonth: Hashable, Sendable {
    let number: Int64

    init(number: Int64) {
        self.number = number
    }

    /// - Parameter day: days since 1970-01-01.
    init(containingDay day: Int64) {
        let shifted = day + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // March is 0, so that the leap day is the last of its year.
        let month = (5 * dayOfYear + 2) / 153
        number = (era * 400 + yearOfEra) * 12 + month + 2
    }

    /// Its first day, in days since 1970-01-01.
    var firstDay: Int64 {
        let fromMarch = number - 2
        let year = Self.floorDivide(fromMarch, 12)
        let era = Self.floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (fromMarch - year * 12) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
