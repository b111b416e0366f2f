import Domain
import Policy
import Storage
import TestSupport
import Testing

@testable import Admission

/// Random teams, users and lists, against a model so plain that it is seen to be right.
struct ModelAccessTests {
    private static let names = ["a", "a/b", "a/bc", "a/c", "b", "b/a", "ab"]
    private static let patterns = names + ["*", "a*", "a/*", "a/b*", "b/*", "c*"]

    /// What a list lets through, spelled out.
    private static func isListed(_ name: String, in list: [String]) -> Bool {
        list.contains { $0 == name || ($0.last == "*" && name.hasPrefix($0.dropLast())) }
    }

    private struct Tenant {
        let source = UUIDv7Source()
        let access = ModelAccess()
        let organization: OrganizationID
        let teams: [TeamID]
        let users: [UserID]
        /// `nil` is everything.
        var lists: [TeamID: [String]] = [:]
        var members: [UserID: Set<TeamID>] = [:]
        var isOpen = true

        init() {
            organization = source.next(Organization.self, at: FixedTime.start)
            teams = (0..<4).map { [source] _ in source.next(Team.self, at: FixedTime.start) }
            users = (0..<4).map { [source] _ in source.next(User.self, at: FixedTime.start) }
        }

        mutating func change(_ random: inout SeededGenerator) {
            let team = teams.randomElement(using: &random) ?? teams[0]
            let user = users.randomElement(using: &random) ?? users[0]
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2:
                let list = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                    ModelAccessTests.patterns.randomElement(using: &random)
                }
                set(.listed, list, team)
            case 3: set(.all, [], team)
            case 4:
                access.add(user, to: team)
                members[user, default: []].insert(team)
            case 5:
                access.remove(user, from: team)
                members[user]?.remove(team)
            case 6:
                access.remove(team, members: members.filter { $0.value.contains(team) }.map(\.key))
                for user in users { members[user]?.remove(team) }
                lists[team] = nil
            default:
                isOpen.toggle()
                access.setDefault(isOpen ? .all : .listed, of: organization)
            }
        }

        private mutating func set(_ mode: ModelAccessMode, _ list: [String], _ team: TeamID) {
            lists[team] = mode == .all ? nil : list
            access.set(
                TeamModels(
                    teamID: team, organizationID: organization, mode: mode,
                    models: list.compactMap { ModelPattern($0) },
                    updatedAt: FixedTime.start))
        }

        func mayUse(_ name: String, _ owner: KeyOwner) -> Bool {
            func team(_ id: TeamID) -> Bool { lists[id].map { ModelAccessTests.isListed(name, in: $0) } ?? true }
            switch owner {
            case .team(let id): return team(id)
            case .user(let id):
                let teams = members[id] ?? []
                return teams.isEmpty ? isOpen : teams.contains(where: team)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `access is what the lists of the owner say, after every change`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tenant = Tenant()
        for _ in 0..<400 {
            tenant.change(&random)
            for owner in tenant.teams.map(KeyOwner.team) + tenant.users.map(KeyOwner.user) {
                for name in Self.names {
                    let isAllowed = tenant.access.mayUse(ModelReference(name: name), owner, in: tenant.organization)
                    #expect(isAllowed == tenant.mayUse(name, owner))
                }
            }
        }
    }

    @Test(arguments: [5, 6, 7, 8] as [UInt64])
    func `a key's list never widens what its owner may use`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let samples = try Samples()
        let directory = KeyDirectory()
        var tenant = Tenant()
        let admission = samples.admission(directory, FixedTime(), access: tenant.access)
        var keys: [(secret: String, owner: KeyOwner, list: [String]?)] = []
        for owner in tenant.teams.map(KeyOwner.team) + tenant.users.map(KeyOwner.user) {
            for _ in 0..<3 {
                let list =
                    Bool.random(using: &random)
                    ? nil : (0..<2).compactMap { _ in Self.patterns.randomElement(using: &random) }
                let (secret, stored) = try samples.secret()
                var key = try samples.key(stored, owner: owner, organization: tenant.organization)
                key.allowedModels = list?.compactMap { ModelPattern($0) }
                directory.apply(key, replacing: nil)
                keys.append((secret, owner, list))
            }
        }
        for _ in 0..<100 {
            tenant.change(&random)
            for key in keys {
                for name in Self.names {
                    let query = VerifyQuery(secret: key.secret, model: name, address: nil)
                    let isValid = try admission.verify(query, visibleTo: nil).verdict == .valid
                    let isOwners = tenant.mayUse(name, key.owner)
                    #expect(isOwners || !isValid)
                    #expect(isValid == (isOwners && key.list.map { Self.isListed(name, in: $0) } ?? true))
                }
            }
        }
    }
}
