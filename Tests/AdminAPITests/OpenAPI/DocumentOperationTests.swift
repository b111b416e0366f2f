import Domain
import TestSupport
import Testing
import Wire

@testable import AdminAPI

@Suite struct DocumentOperationTests {
    /// What is served under every method is there under each that the document can name.
    private static let served = Endpoint.allCases.flatMap { endpoint in
        let every = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE"]
        return (endpoint.takesEveryMethod ? every : [endpoint.method.rawValue]).map { "\($0) \(endpoint.path)" }
    }

    @Test func `the document has every operation that is served and no other`() {
        let documented = ServedDocument.operations.map(\.description).sorted()
        #expect(documented == Self.served.sorted())
    }

    @Test func `an operation id belongs to one operation`() {
        let ids = ServedDocument.operations.compactMap { $0.body["operationId"]?.string }
        #expect(ids.count == Self.served.count)
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: Self.contract)
    func `an operation of the contract has the contract's id`(_ endpoint: Endpoint, _ id: String) {
        #expect(ServedDocument.operation(endpoint)?["operationId"]?.string == id)
    }

    @Test(arguments: Endpoint.allCases)
    func `an operation names the credential and the scope that its guard asks for`(_ endpoint: Endpoint) {
        let expected: JSONValue
        switch endpoint.access {
        case .open: expected = []
        case .scope(let scope): expected = [["oauth2": [.string(scope.rawValue)]]]
        case .apiKey: expected = [["apiKey": []]]
        case .apiKeyOrScope(let scope): expected = [["apiKey": []], ["oauth2": [.string(scope.rawValue)]]]
        case .clientCredential: expected = [["client": []]]
        }
        #expect(ServedDocument.operation(endpoint)?["security"] == expected)
    }

    @Test(arguments: Endpoint.allCases)
    func `an operation describes every parameter of its path`(_ endpoint: Endpoint) {
        let parameters = (ServedDocument.operation(endpoint)?["parameters"]?.array ?? []).map(ServedDocument.resolved)
        let inPath = parameters.filter { $0["in"] == "path" }.compactMap { $0["name"]?.string }
        let wanted = endpoint.path.split(separator: "/").filter { $0.first == "{" }.map { $0.dropFirst().dropLast() }
        #expect(inPath == wanted.map(String.init))
        #expect(parameters.allSatisfy { ($0["description"]?.string ?? "").isEmpty == false })
    }

    @Test func `the regenerate operations are deprecated and no others`() {
        let deprecated = Endpoint.allCases.filter { ServedDocument.operation($0)?["deprecated"] == true }
        #expect(deprecated == [.regenerateTeamKey, .regenerateUserKey])
    }

    @Test(arguments: Endpoint.allCases)
    func `an operation that needs a credential documents how it says no`(_ endpoint: Endpoint) {
        let statuses = Set((ServedDocument.operation(endpoint)?["responses"]?.object ?? [:]).keys)
        switch endpoint.access {
        case .open: #expect(statuses.isSubset(of: ["200", "400", "408", "413", "415", "431", "503"]))
        case .scope, .apiKeyOrScope: #expect(statuses.isSuperset(of: ["400", "401", "403", "500", "503"]))
        case .apiKey: #expect(statuses.isSuperset(of: ["400", "401", "500", "503"]))
        case .clientCredential: #expect(statuses.isSuperset(of: ["400", "401", "429", "500", "503"]))
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `every reply tells the id of its request`(_ endpoint: Endpoint) {
        for (_, reply) in ServedDocument.operation(endpoint)?["responses"]?.object ?? [:] {
            #expect(ServedDocument.resolved(reply)["headers"]?["X-Request-Id"] != nil)
        }
    }

    @Test(arguments: Endpoint.allCases)
    func `an error has the shape of its surface`(_ endpoint: Endpoint) {
        let wanted = endpoint.path.hasPrefix("/oauth2/") ? DocumentSchema.oauthError : .error
        for (status, reply) in ServedDocument.operation(endpoint)?["responses"]?.object ?? [:]
        where status >= "400" && endpoint != .readiness {
            let content = ServedDocument.resolved(reply)["content"]?["application/json"]
            #expect(content?["schema"]?["$ref"]?.string == "#/components/schemas/\(wanted.rawValue)")
        }
    }

    @Test func `every scope is offered with its summary`() {
        let flow = ServedDocument.document["components"]?["securitySchemes"]?["oauth2"]?["flows"]?["clientCredentials"]
        let scopes = Dictionary(
            uniqueKeysWithValues: Scope.allCases.map { ($0.rawValue, JSONValue.string($0.summary)) })
        #expect(flow?["scopes"]?.object == scopes)
        #expect(flow?["tokenUrl"]?.string == ServedDocument.issuer + "/oauth2/token")
    }

    static let contract: [(Endpoint, String)] = [
        (.listTeamKeys, "list-team-api-keys-v1"), (.createTeamKey, "create-team-api-key-v1"),
        (.deleteTeamKey, "delete-team-api-key-v1"), (.updateTeamKey, "update-team-api-key-v1"),
        (.regenerateTeamKey, "regenerate-team-api-key-v1"), (.rotateOwnKey, "rotate-api-key-v1"),
        (.listUserKeys, "list-user-api-keys-v1"), (.createUserKey, "create-user-api-key-v1"),
        (.deleteUserKey, "delete-user-api-key-v1"), (.updateUserKey, "update-user-api-key-v1"),
        (.regenerateUserKey, "regenerate-user-api-key-v1"), (.getUsableModels, "get-user-models-v1"),
    ]
}
