import Domain
import Testing

struct ScopeTests {
    @Test func `everything grants and covers every scope`() {
        for scope in Scope.allCases {
            #expect(Set([Scope.all]).grants(scope))
            #expect(Set([Scope.all]).covers([scope]))
        }
    }

    @Test func `one scope grants itself and nothing else`() {
        for held in Scope.allCases where held != .all {
            for scope in Scope.allCases {
                #expect(Set([held]).grants(scope) == (held == scope))
                #expect(Set([held]).covers([scope]) == (held == scope))
            }
        }
    }

    @Test func `all scopes but everything do not cover everything`() {
        let named = Set(Scope.allCases).subtracting([.all])
        #expect(!named.covers([.all]) && !named.grants(.all))
        #expect(Set<Scope>().covers([]))
    }

    @Test func `scopes survive being written and read, in order`() throws {
        let all = Set(Scope.allCases)
        #expect(try Set<Scope>.parse(all.text.split(separator: " ")).get() == all)
        #expect(Set<Scope>([.teamsRead, .keysRead]).text == "keys.read teams.read")
        #expect(Set<Scope>().text.isEmpty)
    }

    @Test(arguments: ["", "keys", "KEYS.READ", "keys.read ", "keys.*", "**"])
    func `what is no scope is given back`(_ word: String) {
        let error = #expect(throws: UnknownScope.self) { try Set<Scope>.parse(["keys.read", word]).get() }
        #expect(error?.word == word)
    }

    @Test func `every scope says what it allows, in words a scope may have`() {
        for scope in Scope.allCases {
            #expect(scope.summary.hasSuffix("."))
            // RFC 6749 §3.3: a scope token is printable ASCII without a quote or a backslash.
            #expect(scope.rawValue.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        }
        #expect(Set(Scope.allCases.map(\.summary)).count == Scope.allCases.count)
    }
}
