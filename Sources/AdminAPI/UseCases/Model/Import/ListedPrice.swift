import Domain
import Wire

/// The price of a row of somebody's list, put together part by part: all of it, or, where a part is not understood, none.
struct ListedPrice {
    private(set) var components: [PriceComponent] = []
    /// What was not understood, by the names that the list has.
    private var reasons: Set<String> = []

    /// - Parameter perToken: whether the list has dollars per token where prices are per million.
    mutating func add(
        _ meter: Meter, _ value: LooseJSON, _ name: String, perToken: Bool = false, variant: String? = nil,
        above tokens: Int64 = 0
    ) throws(AdminError) {
        let amount = try value.amount(name, perToken: perToken && meter.isTokens)
        components.append(PriceComponent(meter, amount, variant: variant, aboveTokens: tokens))
    }

    mutating func refuse(_ reason: String) { reasons.insert(StrictJSON.printable(reason)) }

    /// What is not known by name may not cost anything.
    mutating func refuse(_ members: [String: LooseJSON], but known: Set<String>) {
        for (name, value) in members where !known.contains(name) && !value.isNothing { refuse(name) }
    }

    /// `nil` where the list knows no price. One that costs nothing is free where the list says so of what goes in.
    var state: PriceState? {
        guard reasons.isEmpty else { return .unpriced(because: Self.listed(reasons)) }
        let price = ModelPrice(components)
        if !price.chargesNothing { return .priced(price) }
        return components.contains { $0.meter == .input } ? .free : nil
    }

    /// No more of them than a price has room for.
    static func listed(_ reasons: Set<String>) -> [String] { Array(reasons.sorted().prefix(mostReasons)) }

    private static let mostReasons = 32
}
