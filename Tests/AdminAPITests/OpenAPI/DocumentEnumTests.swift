import Domain
import Policy
import TestSupport
import Testing

@testable import AdminAPI

@Suite struct DocumentEnumTests {
    @Test(arguments: [
        (DocumentSchema.organization, "status"), (.updateOrganization, "status"),
    ])
    func `an organization's statuses are those of the program`(_ schema: DocumentSchema, _ field: String) {
        expect(schema, field, Organization.Status.self)
    }

    @Test(arguments: [DocumentSchema.user, .createUser, .updateUser])
    func `a user's roles are those of the program`(_ schema: DocumentSchema) {
        expect(schema, "role", User.Role.self)
    }

    @Test(arguments: [DocumentSchema.user, .updateUser])
    func `a user's statuses are those of the program`(_ schema: DocumentSchema) {
        expect(schema, "status", User.Status.self)
    }

    @Test(arguments: [DocumentSchema.teamMember, .createTeamMember, .updateTeamMember])
    func `a member's roles are those of the program`(_ schema: DocumentSchema) {
        expect(schema, "role", TeamMember.Role.self)
    }

    @Test(arguments: [
        (DocumentSchema.oauthClient, "scopes"), (.createOAuthClient, "scopes"), (.updateOAuthClient, "scopes"),
        (.serverMetadata, "scopes_supported"),
    ])
    func `the scopes are those of the program`(_ schema: DocumentSchema, _ field: String) {
        let words = ServedDocument.schema(schema)?["properties"]?[field]?["items"]?["enum"]
        #expect(words == .array(Scope.allCases.map { .string($0.rawValue) }))
    }

    @Test func `the verdicts are those of the program`() { expect(.verification, "code", KeyVerdict.self) }

    @Test func `the states of readiness are those of the program`() {
        expect(.readiness, "status", Readiness.Status.self)
    }

    @Test func `the error codes are those of the program`() { expect(.errorDetails, "code", AdminError.Code.self) }

    @Test func `the error types are those of the program`() {
        #expect(words(.errorDetails, "type") == Set(AdminError.Code.allCases.map(\.type)))
    }

    @Test func `the words of RFC 6749 are those of the program`() {
        #expect(words(.oauthError, "error") == Set(AdminError.Code.allCases.map(\.oauthError)))
    }

    private func expect<Value: CaseIterable & RawRepresentable<String>>(
        _ schema: DocumentSchema, _ field: String, _ type: Value.Type
    ) {
        #expect(words(schema, field) == Set(type.allCases.map(\.rawValue)))
    }

    private func words(_ schema: DocumentSchema, _ field: String) -> Set<String> {
        Set((ServedDocument.schema(schema)?["properties"]?[field]?["enum"]?.array ?? []).compactMap(\.string))
    }
}
