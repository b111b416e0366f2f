import Domain

/// Holds and charges as they stand in a column: `counter=amount` and `counter@period=amount`, with blanks between.
enum StoredCharges {
    static func text(_ holds: [CounterHold]) -> String {
        text(holds) { hold, text in
            text.append(hold.counterID)
            text.append(UInt8(ascii: "="))
            text.append(hold.amount)
        }
    }

    static func text(_ charges: [CounterCharge]) -> String {
        text(charges) { charge, text in
            text.append(charge.counterID)
            text.append(UInt8(ascii: "@"))
            text.append(charge.period.milliseconds)
            text.append(UInt8(ascii: "="))
            text.append(charge.amount)
        }
    }

    /// By hand, as each row of the ledger has some.
    private static func text<Amount>(_ amounts: [Amount], _ write: (Amount, inout [UInt8]) -> Void) -> String {
        guard !amounts.isEmpty else { return "" }
        var text: [UInt8] = []
        text.reserveCapacity(amounts.count * longestUsual)
        for amount in amounts {
            if !text.isEmpty { text.append(UInt8(ascii: " ")) }
            write(amount, &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let longestUsual = 72

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

extension [UInt8] {
    fileprivate mutating func append<Entity>(_ id: Identifier<Entity>) {
        withUnsafeTemporaryAllocation(byteCount: Identifier<Entity>.textLength, alignment: 8) { bytes in
            id.write(to: bytes)
            append(contentsOf: bytes)
        }
    }

    fileprivate mutating func append(_ number: Int64) { append(contentsOf: String(number).utf8) }
}
