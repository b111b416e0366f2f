import AdminClient
import Foundation
import Testing
import Wire

/// The library that most callers of language models are written with. Where it is missing this fails: `scripts/setup
/// --test` installs it.
@Suite struct `The OpenAI library` {
    @Test func `lists and retrieves the models that a key's team may use, and no others`() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "scripts/check-openai-client")
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                for name in ["openai/gpt-large", "openai/gpt@2024+x:0", "house", "mistral/small"] {
                    _ = try client.createModel(CreateModelBody(name: name))
                }
                var off = CreateModelBody(name: "openai/off")
                off.enabled = false
                _ = try client.createModel(off)
                _ = try client.setTeamModels(
                    ofTeam: team.id, SetTeamModelsBody(mode: "listed", models: ["openai/*", "house"]))
                let key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "k"))
                let outcome = try Program.run(
                    script,
                    ["house", "openai/gpt-large", "openai/gpt@2024+x:0", "--hidden", "mistral/small", "openai/off"],
                    ["KEYHOLD_URL": daemon.url, "KEYHOLD_API_KEY": key.apiKey])
                let hint = outcome.talk.contains("ModuleNotFoundError") ? " Run scripts/setup --test." : ""
                #expect(outcome.status == 0, "\(outcome.talk)\(hint)")
                #expect(outcome.lines == ["list: ok", "retrieve: ok", "hidden: ok", "slashes: ok"])
            }
        }
    }
}
