import Domain
import Policy
import Wire

extension UsageLimit {
    /// - Throws: `invalid_request` where it is no increase, or does not end within a year.
    func increase(to body: DollarsBody, until: Instant, now: Instant) throws(AdminError) -> Override {
        let amount = try measure.amount(body, "credit_limit")
        guard amount > self.amount else {
            throw .invalid(
                "credit_limit", "credit_limit must be more than the policy's own, \(measure.text(self.amount)).")
        }
        guard until > now, until <= now.adding(seconds: LimitRules.overrideSeconds) else {
            throw .invalid("expires_at", "expires_at must lie in the future, 366 days ahead at most.")
        }
        return Override(amount: amount, until: until)
    }
}
