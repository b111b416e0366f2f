import Admission
import Domain
import KeyVault
import Policy

extension AdminService {
    /// Whether the key of a proxied request may pass. Who holds a key may ask about it, so no other credential is needed.
    ///
    /// - Returns: the answer: the key is valid, and the limits are asked.
    /// - Throws: `unauthenticated` for what is no good key, `forbidden` for a good one that may not do this.
    func authorizeForProxy(
        _ secret: String?, model: String?, origin: CallOrigin
    ) async throws(AdminError) -> CallDecision {
        let decision = try await admit(try proxied(secret, model: model, origin: origin), visibleTo: nil)
        try requireGoodKey(decision.key, origin)
        return decision
    }

    /// The same without waiting: where there is a ticket, nobody may be told before it is resolved. `nil` for a key that is
    /// refused, which is counted against nobody.
    func authorizeForProxyNow(
        _ secret: String?, model: String?, origin: CallOrigin
    ) throws(AdminError) -> (decision: CallDecision, ticket: CommitTicket?)? {
        let admitted = try admitNow(try proxied(secret, model: model, origin: origin), visibleTo: nil)
        return isGoodKey(admitted.decision.key) ? admitted : nil
    }

    private func proxied(
        _ secret: String?, model: String?, origin: CallOrigin
    ) throws(AdminError) -> AdmissionQuery {
        guard let secret else { throw settings.proxyKeyHeaders.wanted }
        let query = VerifyQuery(
            secret: secret, model: try proxiedModel(model), address: origin.address, userAgent: origin.userAgent)
        return AdmissionQuery(key: query, metadata: .empty, estimate: nil)
    }

    /// A proxy passes 403 on as it is; of 400 it makes an error of the server's.
    private func proxiedModel(_ text: String?) throws(AdminError) -> String? {
        if text?.isEmpty == true { return text }
        do {
            return try AdmissionInput.model(text)
        } catch {
            throw AdminError(.forbidden, error.message, param: error.param)
        }
    }

    /// Wrong keys are counted as wrong credentials are everywhere. They are not slowed: behind a proxy all callers have one
    /// address, and the proxy knows no other refusal than this.
    private func requireGoodKey(_ answer: VerifyAnswer, _ origin: CallOrigin) throws(AdminError) {
        switch answer.verdict {
        case .valid, .rateLimited, .usageExceeded, .unpricedModel: return
        case .malformed, .notFound, .removed, .expired:
            noteWrongKey(from: origin)
            throw AdminError(.unauthenticated, answer.verdict.message)
        case .disabled, .ownerDisabled, .addressNotAllowed, .modelNotFound, .modelNotAllowed, .modelDisabled:
            throw AdminError(.forbidden, answer.verdict.message)
        }
    }

    private func isGoodKey(_ answer: VerifyAnswer) -> Bool {
        switch answer.verdict {
        case .valid, .rateLimited, .usageExceeded, .unpricedModel: true
        case .malformed, .notFound, .removed, .expired, .disabled, .ownerDisabled, .addressNotAllowed, .modelNotFound,
            .modelNotAllowed, .modelDisabled:
            false
        }
    }
}
