import Foundation

/// Reads what `git cat-file --batch` writes: for each object a line `<name> <type> <size>`, its bytes, and a line's end.
struct ObjectStream {
    struct Object {
        let name: String
        let type: String
        let size: Int
    }

    private let input: InputBytes
    private let working = WorkingSpace(byteCount: 1024 * 1024)

    init(_ descriptor: Int32) {
        input = InputBytes(descriptor)
    }

    /// The next object's head; nil at the end. Its contents are to be read before the one after it.
    mutating func next() throws -> Object? {
        guard let line = try input.line() else { return nil }
        let words = line.split(separator: " ")
        // An object that is listed and cannot be read: `<name> missing`.
        guard words.count == 3, let size = Int(words[2]), size >= 0 else {
            throw GitFailed(reason: "git wrote something unexpected. Is the repository whole? See: git fsck")
        }
        return Object(name: String(words[0]), type: String(words[1]), size: size)
    }

    mutating func contents(of object: Object, _ found: (FoundSecret) -> Void) throws {
        var left = object.size
        var finder = ChunkedFinder(working.bytes)
        while left > 0 {
            let count = try finder.next(fill: { try input.read(into: $0, atMost: left) }, found: { found($1) })
            guard count > 0 else { throw GitFailed(reason: "git stopped in the middle of an object.") }
            left -= count
        }
        _ = try input.line()
    }
}

/// Frees itself.
final class WorkingSpace {
    let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        bytes = .allocate(byteCount: byteCount, alignment: 64)
    }

    deinit {
        bytes.deallocate()
    }
}
