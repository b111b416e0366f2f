import SecretScan
import Wire

/// The Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as code hosts take it.
enum SARIF {
    static func text(_ found: [ScanJudgement]) -> String {
        let run: JSONValue = .object([
            "tool": .object(["driver": driver]), "results": .array(found.map(result)),
        ])
        let log: JSONValue = .object([
            "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"), "version": .string("2.1.0"),
            "runs": .array([run]),
        ])
        return JSONText.render(log) + "\n"
    }

    private static var driver: JSONValue {
        .object([
            "name": .string("adminctl"), "version": .string(Version.current),
            "rules": .array(
                SecretForm.Kind.allCases.map { kind in
                    .object([
                        "id": .string(ruleID(kind)),
                        "shortDescription": .object([
                            "text": .string("A Keyhold \(kind.words) in a file or in history.")
                        ]),
                        "help": .object(["text": .string("End it with: adminctl key revoke-leaked")]),
                    ])
                }),
        ])
    }

    private static func result(_ found: ScanJudgement) -> JSONValue {
        let secret = found.finding.secret
        let text = "Keyhold \(secret.kind.words) \(secret.masked), \(found.state.rawValue)"
        return .object([
            "ruleId": .string(ruleID(secret.kind)),
            "level": .string(found.state == .live || found.state == .unknown ? "error" : "note"),
            "message": .object(["text": .string(text + (found.verdict.name.map { ": \($0)" } ?? ""))]),
            "locations": .array([location(found.finding.place)]),
        ])
    }

    private static func location(_ place: Finding.Place) -> JSONValue {
        switch place {
        case .file(let path, let line, _):
            // The column is in bytes, which SARIF has no name for.
            let region: JSONValue = .object(["startLine": .integer(Int64(line))])
            return .object(["physicalLocation": .object(["artifactLocation": artifact(path), "region": region])])
        case .object(let object):
            let commit = object.commit.map { "commit \($0)" } ?? "\(object.type) \(object.object)"
            var fields: [String: JSONValue] = ["message": .object(["text": .string(commit)])]
            if let path = object.path { fields["physicalLocation"] = .object(["artifactLocation": artifact(path)]) }
            return .object(fields)
        }
    }

    private static func artifact(_ path: String) -> JSONValue {
        let uri = path.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        return .object(["uri": .string(uri.hasPrefix("/") ? "file://" + uri : uri)])
    }

    private static func ruleID(_ kind: SecretForm.Kind) -> String {
        "keyhold-" + kind.wireName.replacing("_", with: "-")
    }
}
