import Domain
import KeyVault
import TestSupport
import Testing

@testable import Admission

/// Random histories of keys, against a model so plain that it is seen to be right.
struct ModelTests {
    /// What is known of a secret: to which key it belongs, and until when it is good.
    private struct Known {
        let text: String
        let key: Int
        var endsAt: Instant?
        var isCut = false
    }

    private struct Modelled {
        var isEnabled = true
        var isRemoved = false
        var expiresAt: Instant?
    }

    private struct History {
        let samples: Samples
        let directory = KeyDirectory()
        let time = FixedTime()
        let organizations: [OrganizationID]
        let owners: [KeyOwner]
        var keys: [APIKey] = []
        var modelled: [Modelled] = []
        var secrets: [Known] = []
        var deadOrganizations: Set<OrganizationID> = []
        var deadOwners: Set<KeyOwner> = []

        init(_ samples: Samples) {
            self.samples = samples
            organizations = (0..<3).map { _ in samples.source.next(Organization.self, at: samples.now) }
            owners =
                (0..<3).map { _ in .team(samples.source.next(Team.self, at: samples.now)) }
                + (0..<3).map { _ in .user(samples.source.next(User.self, at: samples.now)) }
        }

        mutating func create(_ owner: Int) throws {
            let (text, stored) = try samples.secret()
            let key = try samples.key(
                stored, owner: owners[owner], organization: organizations[owner % organizations.count])
            directory.apply(key, replacing: nil)
            keys.append(key)
            modelled.append(Modelled())
            secrets.append(Known(text: text, key: keys.count - 1))
        }

        mutating func replaceSecret(_ index: Int, _ seconds: Int64) throws {
            guard !modelled[index].isRemoved else { return }
            let (text, stored) = try samples.secret()
            var next = keys[index]
            next.secrets = next.secrets.rotated(
                to: stored, at: time.now(), transitionSeconds: seconds,
                by: "client:test")
            directory.apply(next, replacing: keys[index])
            keys[index] = next
            for position in secrets.indices where secrets[position].key == index && !secrets[position].isCut {
                // The one that was current is going; the one that was going is gone.
                if secrets[position].endsAt != nil || seconds == 0 {
                    secrets[position].isCut = true
                } else {
                    secrets[position].endsAt = time.now().adding(seconds: seconds)
                }
            }
            secrets.append(Known(text: text, key: index))
        }

        mutating func change(_ index: Int, _ change: (inout APIKey, inout Modelled) -> Void) {
            guard !modelled[index].isRemoved else { return }
            var next = keys[index]
            change(&next, &modelled[index])
            directory.apply(next, replacing: keys[index])
            keys[index] = next
            guard modelled[index].isRemoved else { return }
            for position in secrets.indices where secrets[position].key == index && secrets[position].endsAt != nil {
                secrets[position].isCut = true
            }
        }

        func expected(_ secret: Known) -> String {
            if secret.isCut { return "not_found" }
            if let end = secret.endsAt, end <= time.now() { return "not_found" }
            let (key, state) = (keys[secret.key], modelled[secret.key])
            if state.isRemoved { return "removed" }
            if !state.isEnabled { return "disabled" }
            if deadOrganizations.contains(key.organizationID) || deadOwners.contains(key.owner) {
                return "owner_disabled"
            }
            if let expiry = state.expiresAt, expiry <= time.now() { return "expired" }
            return "valid"
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `verify says what a naive reading of the history says`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var history = History(try Samples())
        let admission = history.samples.admission(history.directory, history.time)
        for owner in 0..<6 { try history.create(owner) }
        for step in 0..<1500 {
            try take(step: &history, &random)
            // All of them now and then, a few of them always.
            let asked =
                step % 100 == 0
                ? history.secrets
                : (0..<4).compactMap { _ in
                    history.secrets.randomElement(using: &random)
                }
            for secret in asked {
                let expected = history.expected(secret)
                guard try admission.verdict(secret.text) != expected else { continue }
                Issue.record("seed \(seed), step \(step): not \(expected)")
                return
            }
        }
        let live = history.modelled.count { $0.isEnabled && !$0.isRemoved }
        #expect(history.directory.liveKeys == live)
    }

    private func take(step history: inout History, _ random: inout SeededGenerator) throws {
        let key = Int.random(in: 0..<history.keys.count, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: try history.create(Int.random(in: 0..<6, using: &random))
        case 1, 2: try history.replaceSecret(key, Int64.random(in: 1...600, using: &random))
        case 3: try history.replaceSecret(key, 0)
        case 4: history.change(key) { ($0.isEnabled, $1.isEnabled) = (false, false) }
        case 5, 6: history.change(key) { ($0.isEnabled, $1.isEnabled) = (true, true) }
        case 7 where history.keys.count > 12:
            history.change(key) {
                ($0.isRemoved, $1.isRemoved) = (true, true)
                $0.secrets.outgoing = nil
            }
        case 8:
            let expiry = history.time.now().adding(seconds: Int64.random(in: -60...600, using: &random))
            history.change(key) { ($0.expiresAt, $1.expiresAt) = (expiry, expiry) }
        case 9: history.change(key) { ($0.expiresAt, $1.expiresAt) = (nil, nil) }
        case 10:
            let owner = history.owners[Int.random(in: 0..<6, using: &random)]
            let isLive = Int.random(in: 0..<3, using: &random) > 0
            history.directory.setLive(isLive, owner)
            if isLive { history.deadOwners.remove(owner) } else { history.deadOwners.insert(owner) }
        case 11:
            let organization = history.organizations[Int.random(in: 0..<3, using: &random)]
            let isLive = Int.random(in: 0..<3, using: &random) > 0
            history.directory.setLive(isLive, organization)
            if isLive {
                history.deadOrganizations.remove(organization)
            } else {
                history.deadOrganizations.insert(organization)
            }
        case 12: history.time.advance(seconds: Int64.random(in: 0...200, using: &random))
        default: history.directory.forgetEndedTransitions(at: history.time.now())
        }
    }
}
