import Domain

/// Holds and charges as they stand in a column: `counter=amount` and `counter@period=amount`, with blanks between.
enum StoredCharges {
    static func text(_ holds: [CounterHold]) -> String {
        holds.map { "\($0.counterID.text)=\($0.amount)" }.joined(separator: " ")
    }

    static func text(_ charges: [CounterCharge]) -> String {
        charges.map { "\($0.counterID.text)@\($0.period.milliseconds)=\($0.amount)" }.joined(separator: " ")
    }

    static func holds(_ text: String) throws(AdminError) -> [CounterHold] {
        var holds: [CounterHold] = []
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            let parts = word.split(separator: UInt8(ascii: "="))
            guard parts.count == 2, let id = CounterID(Substring(parts[0])), let amount = integer(parts[1]) else {
                throw damaged
            }
            holds.append(CounterHold(counterID: id, amount: amount))
        }
        return holds
    }

    static func charges(_ text: String) throws(AdminError) -> [CounterCharge] {
        var charges: [CounterCharge] = []
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            let parts = word.split { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "@") }
            guard parts.count == 3, let id = CounterID(Substring(parts[0])), let period = integer(parts[1]),
                let amount = integer(parts[2])
            else { throw damaged }
            charges.append(
                CounterCharge(counterID: id, period: Instant(milliseconds: period), amount: amount))
        }
        return charges
    }

    private static func integer(_ digits: Substring.UTF8View) -> Int64? { Int64(Substring(digits)) }

    private static var damaged: AdminError { .internal("a column does not hold the charges that its schema says") }
}
