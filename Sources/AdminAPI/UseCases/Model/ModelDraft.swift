import Domain
import Policy
import Wire

/// What a request, or a row of an import, says of a model, read before any transaction begins. What is `nil` was not
/// said.
struct ModelDraft: Sendable {
    var name: ModelName?
    var aliases: [ModelName]?
    var provider: String?
    var upstreamModel: String?
    var ownedBy: String?
    var description: String?
    var capabilities: [ModelCapability]?
    var contextWindow: Change<Int64> = .keep
    var maximumTokens: Change<Int64> = .keep
    var timeoutMilliseconds: Change<Int64> = .keep
    var streamTimeoutMilliseconds: Change<Int64> = .keep
    var isEnabled: Bool?
    var price: PriceDraft?
    var isPricePinned: Bool?

    func apply(to model: inout Model) {
        model.name = name ?? model.name
        model.aliases = aliases ?? model.aliases
        model.provider = provider ?? model.provider
        model.upstreamModel = upstreamModel ?? model.upstreamModel
        model.ownedBy = ownedBy ?? model.ownedBy
        model.description = description ?? model.description
        model.capabilities = capabilities ?? model.capabilities
        model.contextWindow = contextWindow.applied(to: model.contextWindow)
        model.maximumTokens = maximumTokens.applied(to: model.maximumTokens)
        model.timeoutMilliseconds = timeoutMilliseconds.applied(to: model.timeoutMilliseconds)
        model.streamTimeoutMilliseconds = streamTimeoutMilliseconds.applied(to: model.streamTimeoutMilliseconds)
        model.isEnabled = isEnabled ?? model.isEnabled
        model.isPricePinned = isPricePinned ?? model.isPricePinned
    }

    /// A new model. Of a name such as `openai/gpt-large` the provider is `openai`, and what it calls the model is the rest,
    /// where nothing else was said.
    func model(_ name: ModelName, _ id: ModelID, in organization: OrganizationID?, now: Instant) -> Model {
        let parts = name.text.split(separator: "/", maxSplits: 1).map(String.init)
        let provider = provider ?? (parts.count == 2 ? parts[0] : "custom")
        let upstream = parts.count == 2 && parts[0] == provider ? parts[1] : name.text
        var model = Model(
            id: id, organizationID: organization, name: name, provider: provider, upstreamModel: upstream,
            ownedBy: provider, description: "", capabilities: [], contextWindow: nil, maximumTokens: nil,
            timeoutMilliseconds: nil, streamTimeoutMilliseconds: nil, isEnabled: true, createdAt: now, updatedAt: now)
        apply(to: &model)
        return model
    }
}

extension ModelDraft {
    init(_ body: CreateModelBody) throws(AdminError) {
        name = try ModelRules.name(body.name)
        aliases = try body.aliases.map(ModelRules.aliases)
        provider = try body.provider.map { text throws(AdminError) in try ModelRules.word(text, "provider") }
        upstreamModel = try body.upstreamModel.map { text throws(AdminError) in
            try ModelRules.word(text, "upstream_model")
        }
        ownedBy = try body.ownedBy.map(parsedOwner)
        description = try body.description.map(parsedDescription)
        capabilities = try body.capabilities.map(ModelRules.capabilities)
        isEnabled = body.enabled
        try readPrice(body.price)
        try readNumbers(body.contextWindow, body.maxTokens, body.timeoutMs, body.streamTimeoutMs)
    }

    init(_ body: UpdateModelBody) throws(AdminError) {
        name = try body.name.value(of: "name").map(ModelRules.name)
        aliases = try body.aliases.value(of: "aliases").map(ModelRules.aliases)
        provider = try body.provider.value(of: "provider").map { text throws(AdminError) in
            try ModelRules.word(text, "provider")
        }
        upstreamModel = try body.upstreamModel.value(of: "upstream_model").map { text throws(AdminError) in
            try ModelRules.word(text, "upstream_model")
        }
        ownedBy = try body.ownedBy.value(of: "owned_by").map(parsedOwner)
        description = try body.description.value(of: "description").map(parsedDescription)
        capabilities = try body.capabilities.value(of: "capabilities").map(ModelRules.capabilities)
        isEnabled = try body.enabled.value(of: "enabled")
        try readPrice(try body.price.value(of: "price"))
        try readNumbers(body.contextWindow, body.maxTokens, body.timeoutMs, body.streamTimeoutMs)
    }

    private mutating func readPrice(_ body: ModelPriceBody?) throws(AdminError) {
        guard let body else { return }
        isPricePinned = body.pinned
        if !body.isPinAlone { price = try PriceDraft(body) }
    }

    private mutating func readNumbers(
        _ window: Change<Int64>, _ tokens: Change<Int64>, _ timeout: Change<Int64>, _ streamTimeout: Change<Int64>
    ) throws(AdminError) {
        contextWindow = try checked(window, "context_window", ModelRules.tokens)
        maximumTokens = try checked(tokens, "max_tokens", ModelRules.tokens)
        timeoutMilliseconds = try checked(timeout, "timeout_ms", ModelRules.timeoutMilliseconds)
        streamTimeoutMilliseconds = try checked(
            streamTimeout, "stream_timeout_ms", ModelRules.timeoutMilliseconds)
    }

    private func checked(
        _ change: Change<Int64>, _ param: String, _ range: ClosedRange<Int64>
    ) throws(AdminError) -> Change<Int64> {
        guard case .set(let value) = change else { return change }
        return .set(try ModelRules.count(value, param, in: range))
    }
}

private func parsedOwner(_ text: String) throws(AdminError) -> String {
    do {
        return try DisplayName(text).text
    } catch {
        throw .invalid("owned_by", error.message.replacing("name", with: "owned_by"))
    }
}
