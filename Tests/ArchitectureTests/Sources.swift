import Foundation

/// The text of the sources, as the tests of the architecture read it.
struct SourceFile {
    /// From `Sources/` on: `Storage/SQLite/Pragmas.swift`.
    let path: String
    let text: String

    var target: String { String(path.prefix { $0 != "/" }) }

    var imports: [String] {
        text.matches(
            of:
                /(?m)^ *(?:@testable |@preconcurrency |internal |public |package |private )*import +(?:struct |class |enum |func )?([A-Za-z_][A-Za-z0-9_]*)/
        )
        .map { String($0.1) }
    }

    /// Without comments: what the compiler sees.
    var code: String { text.replacing(/(?m)\/\/.*$/, with: "") }

    static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized.path

    static func all() throws -> [SourceFile] {
        let folder = root + "/Sources"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        return try paths.sorted().map {
            SourceFile(path: $0, text: try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
        }
    }
}
