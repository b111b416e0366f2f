import Testing
import Wire

@testable import adminctl

@Suite struct OutputTests {
    @Test func `one thing by itself is a block in a table's place`() throws {
        let printer = Printer(format: .table, width: 20)
        let blocks = [
            try printer.text(of: Sample.organization), try printer.text(of: Sample.user),
            try printer.text(of: Sample.team()), try printer.text(of: Sample.member),
            try printer.text(of: Sample.client), try printer.text(of: Sample.key),
            try printer.text(of: Sample.answer), try printer.text(of: Sample.refusal),
            try printer.text(of: Sample.token),
        ]
        try Golden.expect(blocks.joined(separator: "\n"), is: "blocks")
    }

    @Test func `lists are tables with aligned columns`() throws {
        let tables = [
            try list([Sample.organization], .table), try list([Sample.user], .table), try list(teams, .table),
            try list([Sample.member], .table), try list([Sample.client], .table), try list([Sample.key], .table),
        ]
        try Golden.expect(tables.joined(separator: "\n"), is: "tables")
    }

    @Test func `a narrow terminal gets narrower columns, and lines that fit`() throws {
        let texts = try [80, 60].map { try list(teams, .table, width: $0) }
        try Golden.expect(texts.joined(separator: "\n"), is: "table-narrow")
        #expect(texts[0].split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
        #expect(texts[1].split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 60 })
    }

    @Test(arguments: [OutputFormat.json, .yaml, .name])
    func `what programs read stays as it is`(format: OutputFormat) throws {
        let single = try Printer(format: format, width: nil).text(of: Sample.team())
        let other = try Printer(format: format, width: nil).text(of: Sample.key)
        let texts = [single, other, try list(teams, format), try list([TeamBody](), format)]
        try Golden.expect(texts.joined(separator: "----\n"), is: "format-\(format.rawValue)")
    }

    @Test(arguments: [OutputFormat.table, .json, .yaml, .name])
    func `pages one after another print as one list`(format: OutputFormat) throws {
        var writer = ListWriter<TeamBody>(format: format, width: nil)
        let pages = try teams.map { try writer.text(of: [$0]) }.joined() + writer.end()
        // The first page sets the widths; so the widest row comes first here.
        #expect(try list(teams, format) == pages)
    }

    @Test func `a name cannot steer the terminal`() throws {
        let hostile = Sample.team(2, name: "a\u{1B}[2J\u{202E}b\nc")
        for text in [try list([hostile], .table), try Printer(format: .table, width: nil).text(of: hostile)] {
            #expect(text.contains("a?[2J?b?c"))
        }
        let json = try Printer(format: .json, width: nil).text(of: hostile)
        #expect(json.contains(#"a\u001b[2J"#) && !json.contains("\u{1B}"))
    }

    @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("検索", 4), ("🚀", 2), ("👩‍💻", 2), ("", 0)])
    func `a text is as wide as a terminal shows it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    private let teams = [
        Sample.team(1), Sample.team(2, name: "検索", slug: "k"), Sample.team(3, name: "Ops 🚀", slug: "ops"),
    ]

    private func list<Item: Presentable>(_ items: [Item], _ format: OutputFormat, width: Int? = nil) throws -> String {
        var writer = ListWriter<Item>(format: format, width: width)
        return try writer.text(of: items) + writer.end()
    }
}
