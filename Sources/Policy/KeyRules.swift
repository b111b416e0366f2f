import Domain

/// The bounds that a key's fields are held to.
public enum KeyRules {
    /// The ceiling on what a transition may last: thirty days, in seconds.
    public static let transitionSeconds: ClosedRange<Int64> = 0...2_592_000
    public static let maximumAllowedModels = 256
    public static let maximumAllowedAddresses = 64

    public static func checkedTransition(_ seconds: Int64) throws(AdminError) -> Int64 {
        guard transitionSeconds.contains(seconds) else {
            throw .invalid(
                "transition_seconds",
                "transition_seconds must be between 0 and \(transitionSeconds.upperBound); 0 cuts at once.")
        }
        return seconds
    }

    /// The expiry of a new key: what was asked for, or, where nothing was said, the latest that the ceiling allows.
    ///
    /// - Parameter wish: outer `nil` where nothing was said, inner `nil` for "never".
    public static func expiry(
        _ wish: Instant??, createdAt: Instant, now: Instant, ceilings: KeyCeilings
    ) throws(AdminError) -> Instant? {
        let latest = ceilings.maximumLifetimeSeconds.map { createdAt.adding(seconds: $0) }
        guard let wish else { return latest }
        guard let expiry = wish else {
            guard latest == nil else {
                throw .invalid("expiration_date", "In this organization every key must expire; give a date.")
            }
            return nil
        }
        guard expiry > now else {
            throw .invalid("expiration_date", "expiration_date must lie in the future.")
        }
        if let latest, expiry > latest {
            throw .invalid(
                "expiration_date", "In this organization the key may live until \(latest.rfc3339) at the latest.")
        }
        return expiry
    }

    public static func models(_ texts: [String]) throws(AdminError) -> [ModelPattern] {
        try models(texts, "allowed_models", atMost: maximumAllowedModels)
    }

    /// Reads a list of models, be it a key's or a team's.
    public static func models(
        _ texts: [String], _ param: String, atMost limit: Int
    ) throws(AdminError) -> [ModelPattern] {
        guard texts.count <= limit else {
            throw .invalid(param, "\(param) holds at most \(limit) entries.")
        }
        var models: [ModelPattern] = []
        for (index, text) in texts.enumerated() {
            guard let model = ModelPattern(text) else {
                _ = try ModelRules.word(text, "\(param)[\(index)]")
                throw .invalid(
                    "\(param)[\(index)]", "A model is its name or its id; * may stand at its end and nowhere else.")
            }
            models.append(model)
        }
        return models
    }

    public static func addresses(_ texts: [String]) throws(AdminError) -> [AddressBlock] {
        guard texts.count <= maximumAllowedAddresses else {
            throw .invalid("allowed_addresses", "allowed_addresses holds at most \(maximumAllowedAddresses) entries.")
        }
        var blocks: [AddressBlock] = []
        for (index, text) in texts.enumerated() {
            guard let block = AddressBlock(text) else {
                throw .invalid(
                    "allowed_addresses[\(index)]",
                    "An entry is an IPv4 or IPv6 address or a CIDR block with no bits set beyond its prefix.")
            }
            blocks.append(block)
        }
        return blocks
    }
}
