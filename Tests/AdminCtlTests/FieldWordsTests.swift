import AdminClient
import Testing

@testable import adminctl

@Suite struct FieldWordsTests {
    @Test(
        arguments: [
            (
                "key create", "expiration_date", "expiration_date must lie in the future.", "2020-01-01",
                "--expires 2020-01-01 must lie in the future."
            ),
            (
                "key create", "allowed_addresses[1]", "allowed_addresses[1] is no address range.", "10.0.0.0/8",
                "--address 10.0.0.0/8 is no address range."
            ),
            (
                "key extend", "transition_seconds", "transition_seconds must be between 0 and 2592000; 0 cuts at once.",
                "7776000",
                "--until 90d must be between 0 and 30d; 0 cuts at once."
            ),
            (
                "key rotate", "transition_seconds", "transition_seconds must be between 0 and 2592000; 0 cuts at once.",
                "7776000",
                "--transition 90d must be between 0 and 30d; 0 cuts at once."
            ),
            (
                "key create", "rotation_policy.next_rotation_at", "next_rotation_at must lie in the future.",
                "2020-01-01",
                "--rotate-at 2020-01-01 must lie in the future."
            ),
            (
                "policy usage create", "conditions[0].value",
                "conditions[0].value names nothing that is in the organization.",
                "team_id=nope", "--when team_id=nope names nothing that is in the organization."
            ),
            (
                "policy usage create", "alert_threshold", "alert_threshold must be less than credit_limit.", "9",
                "--alert-at 9 must be less than --limit."
            ),
            (
                "team create", "slug", "No slug can be made from this name; give one.", nil,
                "No slug can be made from this name; give one (--slug)."
            ),
            (
                "model create", "price.input", "price.input must not be negative.", "-1",
                "--price-input -1 must not be negative."
            ),
            (
                "team create", "name", "name has characters that do not show.", "x",
                "<name> “x” has characters that do not show."
            ),
            ("whoami", "nmae", "There is no such field.", nil, "There is no such field."),
        ] as [(String, String, String, String?, String)])
    func `a refusal names the options of the command in the place of fields`(
        command: String, param: String, message: String, given: String?, words: String
    ) throws {
        var failure = APIFailure(
            status: 400, code: "invalid_request", message: message, param: param, requestID: "r", retryAfterSeconds: nil
        )
        failure.given = given
        #expect(try self.words(command).sentence(failure) == words)
    }

    @Test func `a word that is no command is named, with what was probably meant`() {
        let near = UnknownCommand.text(["teem", "list"])
        #expect(near?.contains("“adminctl teem”. Did you mean team?") == true, "\(near ?? "")")
        let deep = UnknownCommand.text(["key", "crate", "x", "--team", "t"])
        #expect(deep?.contains("“adminctl key crate”. Did you mean create?") == true, "\(deep ?? "")")
        #expect(UnknownCommand.text(["zzzzzz"])?.contains("Did you mean") == false)
        #expect(UnknownCommand.text(["key", "list", "surplus"]) == nil)
        #expect(UnknownCommand.text(["--verison"]) == nil)
    }

    @Test(arguments: [
        (["policy", "usage", "create", "x", "--limit", "abc"], "is a number"),
        (["key", "create", "k", "--user", "--address", "10.0.0.0/99"], "0 to 32"),
        (["key", "create", "k", "--user", "--address", "::1/129"], "0 to 128"),
        (["key", "create", "k", "--user", "--expires", "tomorrow"], "90d"),
        (["key", "rotate", "k", "--user", "--transition", "1 hour"], "30m"),
        (["key", "create", "k", "--user", "--rotate", "yearly"], "quarterly"),
        (["key", "create", "k", "--user", "--metadata", "x"], "name=value"),
        (["policy", "usage", "create", "x", "--limit", "1", "--when", "team"], "key=value"),
        (["policy", "usage", "create", "x", "--limit", "1", "--reset", "fortnightly"], "never"),
        (["model", "create", "m", "--price-input", "$1"], "dollars"),
    ])
    func `an argument that is not taken is told what it is to be`(words: [String], reason: String) throws {
        let outcome = try Program.run(words)
        #expect(outcome.status == 2 && outcome.talk.contains(reason), "\(outcome.talk)")
    }

    private func words(_ command: String) throws -> FieldWords {
        let help = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        return FieldWords(help: help.output)
    }
}
