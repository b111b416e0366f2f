import Admission
import Domain
import KeyVault
import OAuth
import Storage

/// The application: every use case is a method of this, one file each under `UseCases/`. It knows no HTTP.
public struct AdminService: Sendable {
    /// By one reference, as each route and each transaction takes a copy of this along.
    private let parts: Parts

    public init(
        database: any Database, vault: Vault, settings: ServiceSettings, time: any TimeSource,
        identifiers: any IdentifierSource
    ) {
        parts = Parts(
            database: database, vault: vault, settings: settings, time: time, identifiers: identifiers)
    }

    var database: any Database { parts.database }
    var time: any TimeSource { parts.time }
    var identifiers: any IdentifierSource { parts.identifiers }
    var vault: Vault { parts.vault }
    var settings: ServiceSettings { parts.settings }
    var keys: KeyDirectory { parts.keys }
    var clients: ClientDirectory { parts.clients }
    var tokens: TokenDirectory { parts.tokens }
    var catalogue: ModelCatalogue { parts.catalogue }
    var access: ModelAccess { parts.access }
    var fallbacks: FallbackDirectory { parts.fallbacks }
    var admission: KeyAdmission { parts.admission }
    var limits: LimitBooks { parts.limits }
    var throttle: FailureThrottle { parts.throttle }
    var authenticator: ClientAuthenticator { parts.authenticator }
    var issuer: TokenIssuer { parts.issuer }
    var audit: AuditTrail { parts.audit }
    var anchoredTrail: AnchoredTrail { parts.audit.anchored }
    var inFlight: InFlightKeys { parts.inFlight }
    var mishaps: Mishaps { parts.mishaps }
    var oldChanges: DailyChore { parts.oldChanges }

    /// Fills the directories from the database. To be called once, before the first request.
    public func load() async throws(AdminError) {
        try await keys.load(from: database)
        try await database.read {
            [clients, tokens, catalogue, access, fallbacks, limits]
            transaction throws(AdminError) in
            try clients.load(from: transaction)
            try tokens.load(from: transaction)
            try catalogue.load(from: transaction)
            try access.load(from: transaction)
            try fallbacks.load(from: transaction)
            try limits.load(from: transaction)
        }
    }

    /// Failed attempts to authenticate, and those that were turned away unheard, since the start.
    public var authenticationFailures: (failed: UInt64, slowed: UInt64) { throttle.counts }

    /// How many keys are neither removed nor disabled.
    public var liveKeys: Int { keys.liveKeys }

    /// Mints a secret and makes of it what is stored.
    func mint(_ kind: SecretKind, at now: Instant) throws(AdminError) -> (secret: Secret, stored: StoredSecret) {
        let minted = try mint(kind)
        return (minted.secret, minted.stored(at: now))
    }

    /// The same ahead of the transaction that knows the time.
    func mint(_ kind: SecretKind) throws(AdminError) -> MintedSecret {
        let secret = try SecretFormat.mint(kind)
        let (digest, version) = try vault.peppers.digest(secret)
        return MintedSecret(secret: secret, digest: digest, pepperVersion: version, masked: secret.masked)
    }
}

/// A new secret and all that is kept of it.
struct MintedSecret: Sendable {
    let secret: Secret
    fileprivate let digest: SecretDigest
    fileprivate let pepperVersion: Int
    fileprivate let masked: String

    func stored(at now: Instant) -> StoredSecret {
        StoredSecret(digest: digest, pepperVersion: pepperVersion, masked: masked, createdAt: now)
    }
}

/// What an `AdminService` is made of.
private final class Parts: Sendable {
    let database: any Database
    let time: any TimeSource
    let identifiers: any IdentifierSource
    let vault: Vault
    let settings: ServiceSettings
    let keys = KeyDirectory()
    let clients = ClientDirectory()
    let tokens: TokenDirectory
    let catalogue = ModelCatalogue()
    let access = ModelAccess()
    let fallbacks = FallbackDirectory()
    let admission: KeyAdmission
    let limits: LimitBooks
    let throttle = FailureThrottle()
    let authenticator: ClientAuthenticator
    let issuer: TokenIssuer
    let audit: AuditTrail
    let inFlight = InFlightKeys()
    let mishaps = Mishaps()
    let oldChanges = DailyChore()

    init(
        database: any Database, vault: Vault, settings: ServiceSettings, time: any TimeSource,
        identifiers: any IdentifierSource
    ) {
        self.database = database
        self.vault = vault
        self.settings = settings
        self.time = time
        self.identifiers = identifiers
        tokens = TokenDirectory(peppers: vault.peppers)
        admission = KeyAdmission(
            directory: keys, catalogue: catalogue, access: access, fallbacks: fallbacks, peppers: vault.peppers,
            time: time)
        limits = LimitBooks(
            database: database, time: time, identifiers: identifiers, maximumCounters: settings.maximumCounters)
        authenticator = ClientAuthenticator(
            directory: clients, peppers: vault.peppers, throttle: throttle, time: time)
        issuer = TokenIssuer(
            directory: tokens, peppers: vault.peppers, identifiers: identifiers,
            lifetimeSeconds: settings.tokenLifetimeSeconds, maximumPerClient: settings.maximumTokensPerClient)
        audit = AuditTrail(identifiers: identifiers, anchored: AnchoredTrail())
    }
}
