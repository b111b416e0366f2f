import AdminClient
import Foundation
import Testing
import Wire

/// A price list as large as the real ones, through the daemon's every layer.
@Suite struct `A price map of more than a megabyte` {
    private func map(_ entries: Int) -> [UInt8] {
        let source = String(repeating: "s", count: 400)
        let lines = (1...entries).map { index in
            """
            "house/model-\(index)": {"litellm_provider": "house", "mode": "chat", "source": "\(source)",
            "input_cost_per_token": \(index)e-15, "output_cost_per_token": 1.5e-07}
            """
        }
        return Array(("{" + lines.joined(separator: ",") + "}").utf8)
    }

    @Test func `imports whole, exactly, and survives a kill; no other operation reads as much`() throws {
        let rows = map(2500)
        #expect(rows.count > 1_300_000)
        try Folder.run { folder in
            var team = ""
            try folder.serve { daemon in
                let (client, made) = try daemon.tenant()
                team = made.organizationID
                let rehearsed = try client.importModels(rows, dryRun: true)
                #expect(rehearsed.created == 2500 && rehearsed.dryRun)
                let done = try client.importModels(rows)
                #expect(done.created == 2500 && done.changed == 0 && !done.dryRun)
                #expect(try client.importModels(rows).unchanged == 2500)
                var large = CreateModelBody(name: "large")
                large.description = String(repeating: "x", count: 1_200_000)
                let refusal = #expect(throws: AdminClientError.self) { try client.createModel(large) }
                guard case .api(let failure) = refusal else { throw Unexpected() }
                #expect(failure.status == 413)
                daemon.kill()
            }
            try folder.serve { daemon in
                let client = try daemon.client(organization: team)
                #expect(try client.getModel("house/model-1").price.input?.text == "0.000000001")
                #expect(try client.getModel("house/model-2500").price.input?.text == "0.0000025")
                #expect(try client.getModel("house/model-7").price.output?.text == "0.15")
                #expect(try client.importModels(rows).unchanged == 2500)
            }
        }
    }

    private struct Unexpected: Error {}
}
