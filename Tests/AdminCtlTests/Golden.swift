import Foundation
import Testing

/// Texts that people read, kept in `Golden/`, one file each, and compared byte for byte.
///
/// After a change that is meant, `UPDATE_GOLDEN=1 swift test --filter AdminCtlTests` writes them anew; the diff is then
/// reviewed like any other.
enum Golden {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    static func expect(
        _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = directory.appending(path: name + ".txt")
        if isUpdating { try text.write(to: file, atomically: true, encoding: .utf8) }
        let expected = try? String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "Golden/\(name).txt differs", sourceLocation: sourceLocation)
    }

    /// The names of all the files, without their extension.
    static func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: directory.path).map { String($0.dropLast(4)) })
    }
}
