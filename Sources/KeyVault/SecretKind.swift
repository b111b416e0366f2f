/// Every prefix that a secret can have, in one list. Nothing that is safe to log (an id, a name, a digest) ever starts with
/// one of these, so a scanner that looks for them finds secrets and only secrets.
public enum SecretKind: String, CaseIterable, Sendable {
    case apiKey = "khk_"
    case accessToken = "kha_"
    case clientSecret = "khs_"
}
