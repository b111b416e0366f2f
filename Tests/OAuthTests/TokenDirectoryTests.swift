import Domain
import KeyVault
import Storage
import TestSupport
import Testing

@testable import OAuth

struct TokenDirectoryTests {
    private let source = UUIDv7Source()
    private let now = FixedTime.start

    private func token(
        _ vault: Vault, client: OAuthClientID? = nil, generation: Int64 = 0
    ) throws -> (text: String, token: AccessToken) {
        let secret = try SecretFormat.mint(.accessToken)
        let token = AccessToken(
            id: source.next(AccessToken.self, at: now), clientID: client ?? source.next(OAuthClient.self, at: now),
            organizationID: nil, userID: nil, scopes: [.keysRead], digest: try vault.peppers.digest(secret).digest,
            issuedAt: now, expiresAt: now.adding(seconds: 60), generation: generation)
        return (secret.revealSecret(), token)
    }

    @Test func `a token is found by its text until its very millisecond, and never after it was removed`() throws {
        let vault = try SampleVault.make()
        let directory = TokenDirectory(peppers: vault.peppers)
        let (text, token) = try token(vault)
        #expect(try directory.find(text, at: now) == nil)
        directory.apply(token)
        #expect(try directory.find(text, at: now) == token)
        #expect(try directory.find(text, at: Instant(milliseconds: token.expiresAt.milliseconds - 1)) == token)
        #expect(try directory.find(text, at: token.expiresAt) == nil)
        #expect(try directory.find("khk_" + text.dropFirst(4), at: now) == nil)
        directory.remove(token.digest)
        directory.remove(token.digest)
        #expect(try directory.find(text, at: now) == nil)
    }

    @Test func `the number of a client's tokens follows every change`() throws {
        let vault = try SampleVault.make()
        let directory = TokenDirectory(peppers: vault.peppers)
        let client = source.next(OAuthClient.self, at: now)
        let tokens = try (0..<5).map { _ in try token(vault, client: client).token }
        for token in tokens + tokens { directory.apply(token) }
        #expect(directory.count(of: client) == 5)
        directory.remove(tokens[0].digest)
        #expect(directory.count(of: client) == 4)
        directory.forgetExpired(at: tokens[0].expiresAt)
        #expect(directory.count(of: client) == 4)
        directory.forgetExpired(at: tokens[0].expiresAt.adding(seconds: 60))
        #expect(directory.count(of: client) == 0)
    }

    @Test func `a client's next generation ends all of its tokens, no later one, and nobody else's`() async throws {
        let vault = try SampleVault.make()
        let directory = TokenDirectory(peppers: vault.peppers)
        let client = source.next(OAuthClient.self, at: now)
        let (old, others) = (try token(vault, client: client), try token(vault))
        for token in [old.token, others.token] { directory.apply(token) }
        directory.end([TokenGeneration(of: client, number: 1)])
        #expect(try directory.find(old.text, at: now) == nil)
        #expect(directory.count(of: client) == 0)
        let new = try token(vault, client: client, generation: 1)
        directory.apply(new.token)
        #expect(try directory.find(new.text, at: now) == new.token)
        #expect(try directory.find(others.text, at: now) == others.token)
        #expect(directory.count(of: client) == 1)
        directory.forgetExpired(at: now.adding(seconds: 120))
        #expect(directory.count(of: client) == 0)
        #expect(try directory.find(new.text, at: now) == nil)
    }

    @Test func `a client may hold as many as are known of it and all that are being written`() throws {
        let vault = try SampleVault.make()
        let directory = TokenDirectory(peppers: vault.peppers)
        let client = source.next(OAuthClient.self, at: now)
        for _ in 0..<3 { directory.beginWrite() }
        #expect(directory.mostLive(of: client) == 3)
        directory.apply(try token(vault, client: client).token)
        #expect(directory.mostLive(of: client) == 4)
        for _ in 0..<3 { directory.endWrite() }
        #expect(directory.mostLive(of: client) == 1)
    }

    @Test func `a token made under an older pepper is found after the vault key was rotated`() throws {
        let (old, rotated) = (try SampleVault.make(1), try SampleVault.make(1, 2))
        let (text, token) = try token(old)
        let directory = TokenDirectory(peppers: rotated.peppers)
        directory.apply(token)
        #expect(try directory.find(text, at: now) == token)
        #expect(try TokenDirectory(peppers: SampleVault.make(2).peppers).find(text, at: now) == nil)
    }
}
