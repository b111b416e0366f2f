/// A change of what budgets' periods are reckoned by.
public struct PeriodChange: Sendable {
    public enum Before: Sendable {
        /// The organization's time zone.
        case zone(TimeZoneName)
        case period(BudgetPeriod, of: PolicyID)
    }

    public let organizationID: OrganizationID
    public let at: Instant
    /// What counted until then.
    public let before: Before

    public init(organizationID: OrganizationID, at: Instant, before: Before) {
        self.organizationID = organizationID
        self.at = at
        self.before = before
    }
}
