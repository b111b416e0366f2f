import Domain
import Testing

struct PolicyConditionTests {
    @Test(arguments: [
        ("api_key", "api_key"), ("api_key_id", "api_key"), ("team_id", "team_id"), ("workspace_id", "team_id"),
        ("user_id", "user_id"), ("organization_id", "organization_id"), ("organisation_id", "organization_id"),
        ("model", "model"), ("provider", "provider"), ("metadata._user", "metadata._user"),
        ("metadata.a.b", "metadata.a.b"), ("metadata.ą|:", "metadata.ą|:"),
    ])
    func `an attribute has one name and is understood by its others`(_ text: String, _ name: String) {
        #expect(PolicyAttribute(text)?.text == name)
        #expect(PolicyAttribute(name) == PolicyAttribute(text))
    }

    @Test(arguments: [
        "", "apikey", "API_KEY", "team", "metadata", "metadata.", "metadata.*\u{7}", "Metadata.x", " model",
        "metadata." + String(repeating: "x", count: 65),
    ])
    func `what names no attribute is none`(_ text: String) {
        #expect(PolicyAttribute(text) == nil)
    }

    @Test func `a pattern has its star at the end or nowhere`() {
        for text in ["", "a*b", "**", "*a", String(repeating: "x", count: 513)] { #expect(ValuePattern(text) == nil) }
        #expect(ValuePattern("openai/*")?.exactValue == nil)
        #expect(ValuePattern("openai/*")?.matches("openai/") == true)
        #expect(ValuePattern("openai/*")?.matches("openai") == false)
        #expect(ValuePattern("*")?.matches("") == true)
        #expect(ValuePattern("gpt")?.matches("gpt-5") == false)
    }

    @Test func `what a call lacks is among no values, not even any`() throws {
        let any = try #require(ValuePattern("*"))
        #expect(!PolicyCondition(.model, .anyOf([any])).holds(for: nil))
        #expect(PolicyCondition(.model, .noneOf([any])).holds(for: nil))
        #expect(PolicyCondition(.model, .anyOf([any])).holds(for: "m"))
        #expect(!PolicyCondition(.model, .noneOf([any])).holds(for: "m"))
    }
}
