/// Every statement there is, so that tests can prepare each one and see which bind their tenant.
public enum StatementCatalogue {
    public static let all: [Statement] =
        OrganizationStore.SQL.all + UserStore.SQL.all + TeamStore.SQL.all + TeamMemberStore.SQL.all
        + APIKeyStore.SQL.all + OAuthClientStore.SQL.all + AccessTokenStore.SQL.all + AuditEventStore.SQL.all
        + IdempotentReplyStore.SQL.all + ServiceStateStore.SQL.all + PolicyStore.SQL.all
        + PeriodChangeStore.SQL.all + LimitCounterStore.SQL.all + ReservationStore.SQL.all + LedgerEntryStore.SQL.all
        + ModelStore.SQL.all + ModelPriceStore.SQL.all + TeamModelStore.SQL.all + ModelFallbacksStore.SQL.all
        + KeyOwnerStore.SQL.all
}
