import Foundation
import TestSupport
import Testing

@testable import admind

/// The example file is the reference: it names every setting, with its default and a comment.
struct ExampleFileTests {
    private let path = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../config/admind.example.yaml").standardized.path

    @Test func `the example file says what the program does without it`() throws {
        #expect(try SettingsLoader(file: path, environment: [:], flags: [:]).load() == Settings())
    }

    @Test func `the example file names every setting once, each under a comment, in the order of the program`() throws {
        var section = ""
        var before = ""
        var keys: [String] = []
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init) {
            if line.hasPrefix("  "), !line.hasPrefix("  #") {
                keys.append("\(section).\(line.dropFirst(2).prefix { $0 != ":" })")
                #expect(before.hasPrefix("  # ") && before.hasSuffix("."), "\(line)")
            } else if !line.hasPrefix("#"), !line.hasPrefix(" ") {
                section = String(line.prefix { $0 != ":" })
            }
            before = line
        }
        #expect(keys == Setting.all.map(\.key))
    }

    @Test func `every default that the example file gives is really read from it`() async throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacing("readers: 4", with: "readers: 9").replacing("level: info", with: "level: trace")
        try await withTemporaryFolder { folder in
            try changed.write(toFile: folder + "/a.yaml", atomically: true, encoding: .utf8)
            let settings = try SettingsLoader(file: folder + "/a.yaml", environment: [:], flags: [:]).load()
            #expect(settings.databaseReaders == 9 && settings.logLevel == .trace)
        }
    }
}
