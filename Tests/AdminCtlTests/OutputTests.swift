import Foundation
import Testing
import Wire

@testable import adminctl

@Suite struct OutputTests {
    @Test func `one thing by itself is a block in a table's place`() throws {
        let printer = self.printer(.table, width: 20)
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

    @Test func `names in a narrow table can be told apart, and no end of a secret, state or time is cut`() throws {
        let keys = (1...3).map { Sample.key(named: "a-rather-long-name-of-a-gateway-in-production-number-\($0)") }
        for width in [60, 80] {
            let lines = try list(keys, .table, width: width).split(separator: "\n")
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            #expect(Set(lines.dropFirst()).count == 3 && lines.dropFirst().allSatisfy { $0.contains(" khk_…9xQ2") })
            #expect(lines.dropFirst().allSatisfy { $0.contains("a-rath") && $0.contains("rotating") })
            #expect(lines[0].contains("NAME") && !lines[0].contains("ID "))
        }
        let cramped = try list(keys, .table, width: 24).split(separator: "\n")
        #expect(cramped.allSatisfy { DisplayWidth.of($0) <= 24 } && cramped[0].hasPrefix("NAME"))
    }

    @Test(arguments: [("abcdefgh", 8, "abcdefgh"), ("abcdefghi", 8, "abcd…ghi"), ("検索検索検", 6, "検…検"), ("ab", 1, "…")])
    func `what is too long loses its middle`(text: String, width: Int, shortened: String) {
        #expect(DisplayWidth.shortened(text, to: width) == shortened)
    }

    @Test(arguments: [OutputFormat.wide, .json, .yaml, .name])
    func `what programs read stays as it is`(format: OutputFormat) throws {
        let single = try printer(format).text(of: Sample.team())
        let other = try printer(format).text(of: Sample.key)
        let texts = [single, other, try list(teams, format), try list([TeamBody](), format)]
        try Golden.expect(texts.joined(separator: "----\n"), is: "format-\(format.rawValue)")
    }

    @Test(arguments: [OutputFormat.table, .wide, .json, .yaml, .name])
    func `pages one after another print as one list`(format: OutputFormat) throws {
        var writer = printer(format).writer(TeamBody.self)
        let pages = try teams.map { try writer.text(of: [$0]) }.joined() + writer.end()
        // The first page sets the widths; so the widest row comes first here.
        #expect(try list(teams, format) == pages)
    }

    @Test func `a name cannot steer the terminal`() throws {
        let hostile = Sample.team(2, name: "a\u{1B}[2J\u{202E}b\nc")
        for text in [try list([hostile], .table), try printer(.table).text(of: hostile)] {
            #expect(text.contains("a?[2J?b?c"))
        }
        let json = try printer(.json).text(of: hostile)
        #expect(json.contains(#"a\u001b[2J"#) && !json.contains("\u{1B}"))
    }

    @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("検索", 4), ("🚀", 2), ("👩‍💻", 2), ("", 0)])
    func `a text is as wide as a terminal shows it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    private let teams = [
        Sample.team(1), Sample.team(2, name: "検索", slug: "k"), Sample.team(3, name: "Ops 🚀", slug: "ops"),
    ]

    @Test func `columns are chosen by name, in the order that was asked for`() throws {
        let columns = try TeamBody.columns(named: ["name", "updated", "ID"])
        var writer = printer(.table).writer(TeamBody.self, columns: columns)
        #expect(try writer.text(of: [teams[1]]).hasPrefix("NAME  UPDATED"))
        let failure = #expect(throws: Failure.self) { try TeamBody.columns(named: ["nme"]) }
        #expect(failure?.status == .usage && failure?.text.contains("slug, name, description") == true)
    }

    @Test(arguments: [
        ("2026-03-04T09:30:00.000Z", "now"), ("2026-03-04T09:29:59Z", "1s ago"), ("2026-03-04T06:29:00.000Z", "3h ago"),
        ("2026-03-03T09:30:00.000Z", "24h ago"), ("2026-03-01T09:30:00.000Z", "3d ago"),
        ("2026-03-09T09:31:00.000Z", "in 5d"), ("2025-03-01T09:30:00.000Z", "12mo ago"),
        ("2030-03-01T09:30:00.000Z", "in 3y"),
    ])
    func `an instant is told from now`(instant: String, words: String) {
        #expect(RelativeTime.text(instant, now: now) == words)
    }

    @Test func `sorting is by value, and what has none comes last either way`() {
        let rows = ["b", "", "A10", "a2", "-"]
        let column = Column<String>("x") { $0 }
        #expect(Order.sorted(rows, by: column, isReversed: false) == ["a2", "A10", "b", "", "-"])
        #expect(Order.sorted(rows, by: column, isReversed: true) == ["b", "A10", "a2", "", "-"])
    }

    @Test func `a state has its colour on a terminal that wants it, and alignment stays`() throws {
        var console = Console()
        (console.outputWidth, console.isColoured) = (120, true)
        var writer = Printer(format: .table, console: console, now: now).writer(APIKeyBody.self)
        let coloured = try writer.text(of: [Sample.key])
        #expect(coloured.contains("\u{1B}[33mrotating\u{1B}[0m"))
        let plain = try list([Sample.key], .table, width: 120)
        #expect(coloured.replacing(/\x1B\[\d+m/, with: "") == plain)
    }

    private let now = Date(timeIntervalSince1970: 1_772_616_600)

    private func printer(_ format: OutputFormat, width: Int? = nil) -> Printer {
        var console = Console()
        console.outputWidth = width
        return Printer(format: format, console: console, now: now)
    }

    private func list<Item: Presentable>(_ items: [Item], _ format: OutputFormat, width: Int? = nil) throws -> String {
        var writer = printer(format, width: width).writer(Item.self)
        return try writer.text(of: items) + writer.end()
    }
}
