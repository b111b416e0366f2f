import Foundation
import Testing

/// The shipped file, through the real programs.
@Suite struct PolicyApplyTests {
    private static let example = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../config/policies.example.yaml").standardized.path

    @Test func `the shipped file is created, is then unchanged, and a change in it is told before it is made`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                _ = try daemon.tenant()
                func apply(_ arguments: String...) throws -> String {
                    let outcome = try Program.adminctl.run(
                        ["policy", "apply"] + arguments,
                        daemon.adminctlEnvironment.merging(["KEYHOLD_ORGANIZATION": "acme"]) { $1 })
                    #expect(outcome.status == 0, "\(outcome.talk)")
                    return outcome.output
                }
                let rehearsed = try apply(Self.example, "--dry-run")
                #expect(rehearsed.components(separatedBy: " create ").count == 7)
                #expect(try apply(Self.example) == rehearsed)
                #expect(try apply(Self.example).components(separatedBy: " unchanged ").count == 7)
                let text = try String(contentsOfFile: Self.example, encoding: .utf8)
                let changed = folder.path + "/changed.yaml"
                try text.replacing("value: 600", with: "value: 700").replacing("mode: shadow", with: "")
                    .write(toFile: changed, atomically: true, encoding: .utf8)
                let plan = try apply(changed, "--dry-run", "-o", "json")
                #expect(plan.components(separatedBy: #""update""#).count == 3)
                #expect(try apply(changed, "-o", "json") == plan)
                #expect(try apply(changed, "-o", "json").contains(#""update""#) == false)
            }
        }
    }
    @Test func `a condition that names its team, user or organization is unchanged the second time`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                _ = try daemon.tenant()
                let file = folder.path + "/named.yaml"
                try """
                rate_limits:
                  - name: named
                    conditions: [{ key: organisation_id, value: acme }, { key: user_id, excludes: Ada@Acme.example }]
                    group_by: [{ key: api_key }]
                    type: requests
                    unit: rpm
                    value: 5
                """.write(toFile: file, atomically: true, encoding: .utf8)
                let environment = daemon.adminctlEnvironment.merging(["KEYHOLD_ORGANIZATION": "acme"]) { $1 }
                let user = try Program.adminctl.run(
                    ["user", "create", "ada@acme.example", "--name", "Ada"], environment)
                #expect(user.status == 0, "\(user.talk)")
                for action in [" create ", " unchanged "] {
                    let outcome = try Program.adminctl.run(["policy", "apply", file], environment)
                    #expect(outcome.status == 0 && outcome.output.contains(action), "\(outcome.output)\(outcome.talk)")
                }
            }
        }
    }
}
