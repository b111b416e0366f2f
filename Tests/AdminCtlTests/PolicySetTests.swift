import Foundation
import Testing
import Wire

@testable import adminctl

@Suite struct PolicySetTests {
    private func set(_ text: String) throws -> PolicySet { try PolicySet(text: text, from: "p.yaml") }

    private static let rate = """
        rate_limits:
          - name: a
            conditions: [{ key: model, value: [x, "y*"] }, { key: provider, excludes: local }]
            group_by: [{ key: api_key }]
            type: requests
            unit: rpm
            value: 600
        """

    @Test func `YAML and JSON say the same`() throws {
        let yaml = try set(Self.rate)
        #expect(yaml.rateLimits[0].conditions[0].value?.all == ["x", "y*"] && yaml.rateLimits[0].value == 600)
        let json = try set(
            #"""
            {"usage_limits": [{"name": "b", "conditions": [{"key": "model", "value": "x"}],
             "group_by": [{"key": "model"}], "type": "cost", "credit_limit": 25.000000001}]}
            """#)
        #expect(json.usageLimits[0].creditLimit.text == "25.000000001")
    }

    @Test(arguments: [
        ("- a", "must hold the lists"), ("policies: []", "has a list “policies”"),
        ("rate_limits: {}", "must be a list"),
        ("rate_limits: [a]", "rate_limits[0] must have fields"),
        ("rate_limits: [{color: 1}]", "color, which is no field"),
        ("rate_limits: [{name: a}]", "rate_limits[0]:"), ("a: [", "neither YAML nor JSON"),
        (rate.replacing("name: a", with: "mode: shadow"), "needs a name"),
        (rate + rate.replacing("rate_limits:", with: ""), "has “a” twice"),
        (rate.replacing("value: 600", with: "value: many"), "value has a value of the wrong kind"),
    ])
    func `what is wrong with a file is said with its place`(text: String, words: String) {
        let failure = #expect(throws: Failure.self) { try set(text) }
        #expect(failure?.status == .usage && failure?.text.contains(words) == true, "\(failure?.text ?? "")")
    }

    @Test(arguments: [
        ("team_id=research", "team_id", ["research"]), ("model=a,b*", "model", ["a", "b*"]),
        ("metadata.x=a=b", "metadata.x", ["a=b"]),
    ])
    func `a condition is a key and its values`(text: String, key: String, values: [String]) {
        let argument = ConditionArgument(argument: text)
        #expect(argument?.key == key && argument?.values == values)
    }

    @Test(arguments: ["", "model", "=a", "model=", "model=,"])
    func `what has no key or no value is no condition`(_ text: String) {
        #expect(ConditionArgument(argument: text) == nil)
    }

    @Test func `an amount is digits, a period a word or days`() {
        #expect(AmountArgument(argument: "10.000000001")?.body.text == "10.000000001")
        for text in ["-1", "1e3", ".5", "1.", "$5", "1.0000000001"] { #expect(AmountArgument(argument: text) == nil) }
        #expect(ResetArgument(argument: "30d") == .days(30) && ResetArgument(argument: "never") == .never)
        for text in ["0d", "366d", "fortnightly", "30"] { #expect(ResetArgument(argument: text) == nil) }
    }
}
