import Domain

/// The bounds that models, their prices and the lists of them are held to.
public enum ModelRules {
    /// Models of one organization, and of the platform: the whole catalogue is in memory.
    public static let maximumModels = 20_000
    /// Prices of one model through time.
    public static let maximumPriceVersions: Int64 = 10_000
    /// Prices of one model that are yet to come: they are in memory.
    public static let maximumComingPrices = 32
    public static let maximumTeamModels = 2000
    public static let maximumAliases = 64
    /// Up to a day.
    public static let timeoutMilliseconds: ClosedRange<Int64> = 1...86_400_000
    /// The contract counts tokens in 32 bits.
    public static let tokens: ClosedRange<Int64> = 1...2_147_483_647

    public static func name(_ text: String) throws(AdminError) -> ModelName {
        // `import` is a word of the API's own beside the models in its paths.
        guard let name = ModelName(text), text != "import" else {
            _ = try word(text, "name")
            throw .invalid(
                "name",
                """
                name must have no *, no empty, . or .. part between slashes, and be neither an id nor the word import.
                """)
        }
        return name
    }

    /// Other names of a model.
    public static func aliases(_ texts: [String]) throws(AdminError) -> [ModelName] {
        guard texts.count <= maximumAliases else {
            throw .invalid("aliases", "aliases has at most \(maximumAliases) names.")
        }
        var found: [ModelName] = []
        for (index, text) in texts.enumerated() {
            let param = "aliases[\(index)]"
            guard let alias = try? name(text) else {
                throw .invalid(param, "\(param) must be what a model's name may be.")
            }
            guard !found.contains(alias) else { throw .invalid(param, "\(param) is there twice.") }
            found.append(alias)
        }
        return found
    }

    /// A provider, or what the provider calls a model.
    public static func word(_ text: String, _ param: String) throws(AdminError) -> String {
        if let word = ModelWord.read(text) { return word }
        _ = try TextRule.name.checked(String(text.unicodeScalars.prefix(256)), param)
        throw .invalid(param, "\(param) must have 1 to 255 bytes, and no blank at either end.")
    }

    public static func count(
        _ value: Int64, _ param: String, in range: ClosedRange<Int64>
    ) throws(AdminError) -> Int64 {
        guard range.contains(value) else {
            throw .invalid(param, "\(param) must be between \(range.lowerBound) and \(range.upperBound).")
        }
        return value
    }

    public static func capabilities(_ words: [String]) throws(AdminError) -> [ModelCapability] {
        var found: [ModelCapability] = []
        for (index, word) in words.enumerated() {
            guard let capability = ModelCapability(rawValue: word) else {
                let known = ModelCapability.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid("capabilities[\(index)]", "There is no such capability. They are: \(known).")
            }
            if !found.contains(capability) { found.append(capability) }
        }
        return found
    }

    /// When a new price takes effect: now where nothing was said. It may lie ahead, and as far back as the price that is
    /// in force goes, to correct that one; what was in force before it is history, which the ledger was reckoned by.
    public static func effectiveFrom(
        _ wish: Instant?, inForce: PriceVersion?, now: Instant
    ) throws(AdminError) -> Instant {
        guard let wish else { return now }
        if let inForce, wish < inForce.effectiveFrom {
            throw .invalid(
                "price.effective_from",
                "The price in force began at \(inForce.effectiveFrom.rfc3339); a new one cannot begin before it.")
        }
        return wish
    }
}
