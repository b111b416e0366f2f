import Domain
import Foundation
import Policy
import Wire

/// What price lists write, read with care: numbers may be texts, and zeros may mean that nothing is known.
extension LooseJSON {
    /// A number, or a text of one, as it stands.
    ///
    /// - Parameter name: what the list calls it.
    /// - Throws: `invalidRequest` for what is no amount of dollars.
    func amountText(_ name: String) throws(AdminError) -> String {
        guard let text = numberText, PriceAmount(decimal: text) != nil else { throw .badAmount(name) }
        return text
    }

    /// - Parameter perToken: whether the list has dollars per token where prices are per million.
    func amount(_ name: String, perToken: Bool) throws(AdminError) -> PriceAmount {
        guard let text = numberText, let amount = PriceAmount(decimal: text, scale: perToken ? 6 : 0) else {
            throw .badAmount(name)
        }
        return amount
    }

    private var numberText: String? {
        switch self {
        case .number(let number): number.description
        case .text(let digits): digits
        default: nil
        }
    }

    /// Zero, a flag, or nothing: no charge.
    var isNothing: Bool {
        switch self {
        case .number(let number): number == 0
        case .null, .bool: true
        case .text(let text): PriceAmount(decimal: text) == .zero
        case .list(let elements): elements.allSatisfy(\.isNothing)
        case .object(let members): members.values.allSatisfy(\.isNothing)
        }
    }

    /// How lists say that a price is not fixed.
    var isNegative: Bool {
        guard let numberText, numberText.hasPrefix("-") else { return false }
        return (PriceAmount(decimal: numberText.dropFirst()) ?? .zero) > .zero
    }

    /// Lists have zeros where they mean that nothing is known, and some have their numbers as texts.
    func tokens(_ name: String) throws(AdminError) -> Change<Int64> {
        let number: Decimal
        switch self {
        case .null: return .keep
        case .number(let value): number = value
        case .text(let text) where NanoDollars(decimal: text) != nil: number = Decimal(string: text) ?? 0
        default: throw .invalid(name, "\(name) must be a whole number.")
        }
        guard number > 0 else { return .keep }
        guard let count = Int64(number.description) else { throw .invalid(name, "\(name) must be a whole number.") }
        return .set(try ModelRules.count(count, name, in: ModelRules.tokens))
    }
}

extension [String: LooseJSON] {
    /// - Returns: `nil` where it is absent or null.
    func text(_ name: String) throws(AdminError) -> String? {
        switch self[name] {
        case nil, .null?: return nil
        case .text(let text)?: return text
        default: throw .invalid(name, "\(name) must be a string.")
        }
    }

    func requiredText(_ name: String) throws(AdminError) -> String {
        guard let text = try text(name) else { throw .invalid(name, "\(name) is required.") }
        return text
    }

    func object(_ name: String) -> [String: LooseJSON] { self[name]?.object ?? [:] }

    /// The texts of a list; what else is in it is left out.
    func texts(_ name: String) -> Set<String> { Set((self[name]?.list ?? []).compactMap(\.text)) }
}

extension AdminError {
    static func badAmount(_ name: String) -> AdminError {
        .invalid(name, "\(name) must be dollars from 0 to \(PriceAmount.highest).")
    }
}
