import Foundation

/// Asks git which commit brought an object in, and under what path.
enum GitHistory {
    /// The place as it was where git does not say.
    static func located(_ place: GitPlace) -> GitPlace {
        var place = place
        if place.type == "commit" { place.commit = place.object }
        guard place.type == "blob" else { return place }
        let arguments = [
            "log", "--all", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--format=commit %H", "-m",
            "--name-only", "-z", "--find-object=\(place.object)",
        ]
        guard let git = try? GitProcess(place.repository, arguments) else { return place }
        defer { git.stop() }
        let text = String(decoding: tail(git.output), as: UTF8.self)
        // Newest first, so the last is the one that brought it in.
        let words = text.split(whereSeparator: { $0 == "\0" || $0 == "\n" }).map(String.init)
        guard let index = words.lastIndex(where: { $0.wholeMatch(of: /commit [0-9a-f]{40,64}/) != nil }) else {
            return place
        }
        place.commit = String(words[index].dropFirst(7))
        place.path = words.dropFirst(index + 1).first
        return place
    }

    private static let keptBytes = 64 * 1024

    /// The end of what comes: all that matters stands there.
    private static func tail(_ descriptor: Int32) -> [UInt8] {
        var kept: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: keptBytes)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return kept }
            kept += buffer[..<count]
            if kept.count > keptBytes { kept.removeFirst(kept.count - keptBytes) }
        }
    }
}
