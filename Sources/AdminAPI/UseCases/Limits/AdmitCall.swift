import Admission
import Domain
import KeyVault
import Policy
import Wire

/// What is asked about a call: whose key, what for, how much of it.
struct AdmissionQuery: Sendable {
    let key: VerifyQuery
    let metadata: Metadata
    let estimate: CallSize?
    /// `nil`: the call is charged on limits of requests, and only checked on the others.
    var reserve: ReserveRequest?
}

/// An estimate as it was given: what was not is filled in from the model.
struct CallSize: Hashable, Sendable {
    var inputTokens: Int64?
    var maxOutputTokens: Int64?
    var cost: NanoDollars?
    /// Pieces, and what else the price may depend on.
    var extras = UsageExtras.none
}

/// The one answer to a call: what is said of the key, and where that is good, what the limits say.
struct CallDecision: Sendable {
    let key: VerifyAnswer
    let limits: LimitAnswer?

    /// The first "no" of all.
    var verdict: KeyVerdict {
        guard let denial = limits?.denial else { return key.verdict }
        switch denial.reason {
        case .unpriced: return .unpricedModel
        // 429, whichever limit it is: it is the number of calls' kinds that is too high, and no budget that is spent.
        case .noCounterLeft: return .rateLimited
        case .exceeded, .overflow, .missing: return denial.isRate ? .rateLimited : .usageExceeded
        }
    }

    var message: String { limits?.denial?.message ?? verdict.message }
}

extension AdminService {
    /// Decides one call, in the one order: the key, the model, every rate limit, every budget. Returns once what has to
    /// outlive a crash is on disk.
    func admit(
        _ query: AdmissionQuery, visibleTo organization: OrganizationID?
    ) async throws(AdminError) -> CallDecision {
        let (answer, call) = try judge(query, visibleTo: organization)
        guard let call else { return CallDecision(key: answer, limits: nil) }
        return CallDecision(key: answer, limits: try await limits.admit(call, reserving: query.reserve))
    }

    /// The same without waiting: where there is a ticket, nobody may be told before it is resolved.
    func admitNow(
        _ query: AdmissionQuery, visibleTo organization: OrganizationID?
    ) throws(AdminError) -> (decision: CallDecision, ticket: CommitTicket?) {
        let (answer, call) = try judge(query, visibleTo: organization)
        guard let call else { return (CallDecision(key: answer, limits: nil), nil) }
        let (limited, ticket) = try limits.admitNow(call, reserving: query.reserve)
        return (CallDecision(key: answer, limits: limited), ticket)
    }

    /// What is to be said of the key; and the call that the limits are to judge, where the key is good.
    private func judge(
        _ query: AdmissionQuery, visibleTo organization: OrganizationID?
    ) throws(AdminError) -> (VerifyAnswer, LimitedCall?) {
        let answer = try admission.verify(query.key, visibleTo: organization)
        guard answer.verdict == .valid, let entry = answer.entry else { return (answer, nil) }
        return (answer, try limitedCall(entry, answer.model?.callModel(at: answer.now), query))
    }

    func limitedCall(
        _ entry: KeyEntry, _ model: CallModel?, _ query: AdmissionQuery
    ) throws(AdminError) -> LimitedCall {
        LimitedCall(
            keyID: entry.id, organizationID: entry.organizationID, owner: entry.owner, keyMetadata: entry.metadata,
            requestMetadata: query.metadata, model: model, named: query.key.model,
            amounts: try amounts(query, of: model))
    }

    private func amounts(_ query: AdmissionQuery, of model: CallModel?) throws(AdminError) -> CallAmounts {
        guard query.reserve != nil || query.estimate != nil else { return .unstated(model, named: query.key.model) }
        let size = query.estimate ?? CallSize()
        let output = size.maxOutputTokens ?? model?.maximumTokens ?? settings.defaultOutputTokens
        let estimate = try CallEstimate(
            inputTokens: size.inputTokens ?? 0, outputTokens: min(output, TokenUsage.most), cost: size.cost)
        return try CallAmounts(estimate, extras: size.extras, of: model)
    }
}

extension LimitDenial {
    /// A sentence for the gateway's log and its user.
    var message: String {
        let name = standing.policy.name.map { "'\($0)'" } ?? standing.policy.idText
        let kind = isRate ? "rate limit" : "budget"
        switch reason {
        case .exceeded: return "The \(kind) \(name) leaves no room for this call."
        case .overflow: return "The \(kind) \(name) cannot count that far."
        case .noCounterLeft(let maximum):
            return """
                The \(kind) \(name) has no counter for this call yet, and the organization has \(maximum), the most that \
                limits.max_counters allows.
                """
        case .unpriced: return "The budget \(name) is in money, and the model has no price."
        case .missing(let attribute): return "The \(kind) \(name) refuses calls without \(attribute.text)."
        }
    }
}
