extension Instant {
    /// Reads an RFC 3339 §5.6 `date-time`. Fractions beyond a millisecond are cut; any offset is accepted and applied.
    /// `nil` for anything else: a missing offset, a 30th of February, a leap second other than as `:60` rolled over.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(bytes: Array(text.utf8))
        guard
            let year = reader.number(digits: 4), reader.take("-"),
            let month = reader.number(digits: 2), reader.take("-"),
            let day = reader.number(digits: 2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(digits: 2), reader.take(":"),
            let minute = reader.number(digits: 2), reader.take(":"),
            let second = reader.number(digits: 2),
            let fraction = reader.millisecondFraction(),
            let offsetMinutes = reader.offset(), reader.isAtEnd
        else { return nil }
        guard (1...12).contains(month), (1...CivilDate.daysIn(month: month, year: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = ((days * 24 + hour) * 60 + minute - offsetMinutes) * 60 + second
        let instant = Instant(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
        guard instant >= .earliest, instant <= .latest else { return nil }
        self = instant
    }

    /// UTC with milliseconds, `2026-01-31T09:30:00.000Z`.
    public var rfc3339: String {
        String(unsafeUninitializedCapacity: Self.rfc3339Length) { buffer in
            writeRFC3339(to: UnsafeMutableRawBufferPointer(buffer))
            return Self.rfc3339Length
        }
    }

    /// Of that text, in bytes.
    public static let rfc3339Length = 24

    /// Writes that text where it is wanted: `rfc3339Length` bytes.
    public func writeRFC3339(to bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= Self.rfc3339Length)
        let seconds = unixSeconds
        let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        let time = Int(seconds) - days * 86_400
        let fraction = Int(milliseconds - seconds * 1000)
        var writer = DigitWriter(bytes: bytes)
        writer.put(date.year, digits: 4, then: "-")
        writer.put(date.month, digits: 2, then: "-")
        writer.put(date.day, digits: 2, then: "T")
        writer.put(time / 3600, digits: 2, then: ":")
        writer.put(time / 60 % 60, digits: 2, then: ":")
        writer.put(time % 60, digits: 2, then: ".")
        writer.put(fraction, digits: 3, then: "Z")
    }

    /// The `IMF-fixdate` of RFC 9110 §5.6.7, `Sat, 31 Jan 2026 09:30:00 GMT`, as `Sunset` (RFC 8594) wants it.
    public var httpDate: String {
        let text = rfc3339
        let days = Int(unixSeconds >= 0 ? unixSeconds / 86_400 : (unixSeconds - 86_399) / 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        // 1970-01-01 was a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = text.dropFirst(11).prefix(8)
        return "\(weekday), \(text.dropFirst(8).prefix(2)) \(months[date.month - 1]) \(text.prefix(4)) \(clock) GMT"
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { rfc3339 }
}

/// A day of the proleptic Gregorian calendar. The arithmetic is Howard Hinnant's `days_from_civil` and `civil_from_days`.
struct CivilDate {
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func digit() -> Int? {
        guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else {
            return nil
        }
        position += 1
        return Int(bytes[position - 1] - UInt8(ascii: "0"))
    }

    mutating func millisecondFraction() -> Int? {
        guard take(".") else { return 0 }
        guard var value = digit() else { return nil }
        value *= 100
        for scale in [10, 1] {
            guard let next = digit() else { break }
            value += next * scale
        }
        while digit() != nil {}
        return value
    }

    /// Minutes east of UTC.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : (take("-") ? -1 : 0)
        guard sign != 0, let hours = number(digits: 2), take(":"), let minutes = number(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

private struct DigitWriter {
    let bytes: UnsafeMutableRawBufferPointer
    var position = 0

    mutating func put(_ value: Int, digits: Int, then separator: Unicode.Scalar) {
        var rest = value
        for index in stride(from: position + digits - 1, through: position, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        position += digits
        bytes[position] = UInt8(ascii: separator)
        position += 1
    }
}
