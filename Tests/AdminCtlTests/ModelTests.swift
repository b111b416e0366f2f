import Foundation
import LoopbackSupport
import Testing
import Wire

@testable import adminctl

@Suite struct ModelTests {
    @Test func `models, prices and lists print as they were reviewed`() throws {
        let texts = [
            try list(Sample.models), try text(Sample.models[0]), try text(Sample.models[2]),
            try list([Sample.priceVersion]), try text(Sample.fallbacks), try text(Sample.teamModels),
        ]
        try Golden.expect(texts.joined(separator: "\n"), is: "models")
    }

    @Test func `a chain is drawn as a tree with its warnings`() throws {
        let chain = ResolutionTree(Sample.resolution, isColoured: false).text
        let alone = ModelResolutionBody(teamID: nil, model: Sample.resolution.model, fallbacks: [])
        let texts = [chain, ResolutionTree(alone, isColoured: false).text, Sample.resolution.identityLines]
        try Golden.expect(texts.joined(separator: "\n"), is: "resolution")
        let coloured = ResolutionTree(Sample.resolution, isColoured: true).text
        #expect(coloured != chain && coloured.replacing(/\x1B\[\d+m/, with: "") == chain)
    }

    @Test func `an amount keeps its digits in every format`() throws {
        var price = Sample.price
        let odd = ["0.000000001", "9223372036.854775807", "0.0375", "3"]
        for text in odd {
            price.input = try #require(DollarsArgument(argument: text)).body
            let model = Sample.model(1, "a", price)
            #expect(try printer(.json).text(of: model).contains("\"input\": \(text),"), "\(text)")
            #expect(try printer(.yaml).text(of: model).contains("input: \(text)\n"), "\(text)")
            #expect(try printer(.table).text(of: model).contains("$\(text)\n"), "\(text)")
        }
    }

    @Test(arguments: ["", "-1", "1e3", ".5", "5.", "1.0000000001", "0x10", "NaN", "1,5", "12345678901"])
    func `what is no plain amount is no price`(text: String) {
        #expect(DollarsArgument(argument: text) == nil)
    }

    @Test func `a model is named by its name or the beginning of its id, and so are its fallbacks`() throws {
        try serve { environment, server in
            let outcome = try Program.run(
                ["model", "fallbacks", "set", "openai/small", "local/free", "019c5555-0000-7000-8000-000000000003"],
                environment)
            #expect(outcome.status == 0, "\(outcome.talk)")
            let sent = try #require(server.requests.last)
            #expect(sent.line == "POST /v1/management/models/\(Sample.modelIDs[0])/fallbacks")
            #expect(sent.body == "{\"models\":[\"\(Sample.modelIDs[1])\",\"\(Sample.modelIDs[2])\"]}")
        }
    }

    @Test func `a team's list that is there already is replaced`() throws {
        try serve { environment, server in
            let outcome = try Program.run(
                ["model", "fallbacks", "set", Sample.modelIDs[0], "--none", "--team", Sample.teamID], environment)
            #expect(outcome.status == 0, "\(outcome.talk)")
            let sent = try #require(server.requests.last)
            #expect(sent.line == "PATCH /v1/teams/\(Sample.teamID)/models/\(Sample.modelIDs[0])/fallbacks")
            #expect(sent.body == #"{"models":[]}"#)
        }
    }

    @Test func `a model that others fall back to is deleted by force, and what that changed is said`() throws {
        try serve { environment, server in
            let refused = try Program.run(["model", "delete", Sample.modelIDs[0], "--yes"], environment)
            #expect(refused.status == 1 && refused.talk.contains("conflict: Other models fall back to it."))
            let forced = try Program.run(["model", "delete", Sample.modelIDs[0], "--yes", "--force"], environment)
            #expect(forced.status == 0 && server.requests.last?.query("force") == "true")
            #expect(forced.talk.contains("Taken out of the fallbacks of \(Sample.modelIDs[1])."))
        }
    }

    @Test(
        arguments: [
            ["model", "create", "m", "--price-input", "1"], ["model", "create", "m", "--free", "--unpriced"],
            ["model", "create", "m", "--price-from", "7d"], ["model", "update", "m"],
            ["model", "fallbacks", "set", "m"],
            ["model", "fallbacks", "set", "m", "n", "--none"], ["team", "models", "set", "t"],
            ["team", "models", "set", "t", "m", "--all"], ["model", "create", "m", "--max-tokens", "-1"],
        ])
    func `options that contradict each other, or say nothing, are a usage error`(arguments: [String]) throws {
        #expect(try Program.run(arguments).status == 2)
    }

    @Test func `aliases are sent as they are given, or taken away`() throws {
        try serve { environment, server in
            for (options, sent) in [(["--alias", "a", "--alias", "b"], #"["a","b"]"#), (["--no-aliases"], "[]")] {
                let outcome = try Program.run(["model", "update", Sample.modelIDs[0]] + options, environment)
                #expect(outcome.status == 0, "\(outcome.talk)")
                #expect(server.requests.last?.body == #"{"aliases":\#(sent)}"#)
            }
        }
        #expect(try Program.run(["model", "create", "m", "--alias", "a", "--no-aliases"]).status == 2)
    }

    @Test(arguments: [("--pin-price", "true"), ("--no-pin-price", "false")])
    func `a pin goes by itself, and with a price`(_ flag: String, _ value: String) throws {
        try serve { environment, server in
            let alone = try Program.run(["model", "update", Sample.modelIDs[0], flag], environment)
            #expect(alone.status == 0, "\(alone.talk)")
            #expect(server.requests.last?.body == #"{"price":{"pinned":\#(value)}}"#)
            let priced = try Program.run(["model", "update", Sample.modelIDs[0], "--free", flag], environment)
            #expect(priced.status == 0, "\(priced.talk)")
            let sent = server.requests.last?.body ?? ""
            #expect(sent.contains(#""pinned":\#(value)"#) && sent.contains(#""state":"free""#), "\(sent)")
        }
    }

    @Test func `a price is sent as it was typed`() throws {
        try serve { environment, server in
            let outcome = try Program.run(
                [
                    "model", "create", "openai/small", "--price-input", "0.0375", "--price-output", "0.15",
                    "--context-window", "0", "--capability", "chat",
                ], environment)
            #expect(outcome.status == 0, "\(outcome.talk)")
            let sent = try #require(server.requests.last?.body)
            #expect(sent.contains(#""input":0.0375"#) && sent.contains(#""output":0.15"#))
            #expect(sent.contains(#""context_window":null"#) && !sent.contains("max_tokens"))
        }
    }

    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        let models = try Sample.models.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let list = String(decoding: try JSONEncoder().encode(Sample.fallbacks), as: UTF8.self)
        let model = "/v1/management/models/\(Sample.modelIDs[0])"
        try LoopbackServer.run { request in
            switch request.line {
            case "POST /oauth2/token":
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            case "GET /v1/management/models":
                let items = models.joined(separator: ",")
                return .json(
                    #"{"object":"list","data":[\#(items)],"has_more":false,"first_id":null,"last_id":null}"#)
            case "POST /v1/management/models": return .json(models[0], status: 201)
            case "GET \(model)/fallbacks": return Self.failure(400, "There is no list.")
            case "PATCH \(model)": return .json(models[0])
            case "POST \(model)/fallbacks": return .json(list, status: 201)
            case "DELETE \(model)" where request.query("force") == "true":
                let lists = #"[{"id":"\#(Sample.modelIDs[1])","team_id":null}]"#
                return .json(
                    #"{"id":"m","object":"model","deleted":true,"removed_from_fallbacks":\#(lists)}"#)
            case "DELETE \(model)": return Self.failure(409, "Other models fall back to it.")
            default: return request.path.hasPrefix("/v1/teams/") ? .json(list) : Self.failure(404, "Nothing.")
            }
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }

    private static func failure(_ status: Int, _ message: String) -> LoopbackReply {
        .json(
            #"{"error":{"message":"\#(message)","type":"t","code":"c","param":null,"request_id":"r"}}"#, status: status)
    }

    private func printer(_ format: OutputFormat) -> Printer {
        Printer(format: format, console: Console(), now: Date(timeIntervalSince1970: 1_772_616_600))
    }

    private func text(_ item: some Presentable) throws -> String { try printer(.table).text(of: item) }

    private func list<Item: Presentable>(_ items: [Item]) throws -> String {
        var writer = printer(.table).writer(Item.self)
        return try writer.text(of: items) + writer.end()
    }
}
