import Domain

/// A price's components as they stand in a column: `meter@variant>tokens#size=amount`, with blanks between.
enum StoredPrice {
    static func text(_ price: ModelPrice) -> String {
        price.components.map { component in
            var text = component.meter.rawValue
            if let variant = component.variant { text += "@\(variant)" }
            if component.aboveTokens > 0 { text += ">\(component.aboveTokens)" }
            if let size = component.size { text += "#\(size)" }
            return text + "=\(component.amount.text)"
        }.joined(separator: " ")
    }

    static func price(_ text: String) throws(AdminError) -> ModelPrice {
        var components: [PriceComponent] = []
        for word in text.split(separator: " ") {
            guard let component = component(word) else {
                throw .internal("a column does not hold the price that its schema says")
            }
            components.append(component)
        }
        return ModelPrice(components)
    }

    private static func component(_ word: Substring) -> PriceComponent? {
        let sides = word.split(separator: "=", maxSplits: 1)
        guard sides.count == 2, let amount = PriceAmount(decimal: sides[1]) else { return nil }
        let (rest, size) = cut(sides[0], at: "#")
        let (head, tokens) = cut(rest, at: ">")
        let (meter, variant) = cut(head, at: "@")
        guard let meter = Meter(rawValue: String(meter)) else { return nil }
        guard let above = tokens.map({ Int64($0) }) ?? 0 else { return nil }
        return PriceComponent(
            meter, amount, variant: variant.map(String.init), aboveTokens: above, size: size.map(String.init))
    }

    private static func cut(_ text: Substring, at separator: Character) -> (Substring, Substring?) {
        let parts = text.split(separator: separator, maxSplits: 1)
        return parts.count == 2 ? (parts[0], parts[1]) : (text, nil)
    }
}
