/// Finds secrets in bytes that come in pieces, also across the seams. Keeps one piece.
struct ChunkedFinder {
    private static let overlap = SecretForm.length - 1
    private let buffer: UnsafeMutableRawBufferPointer
    private var kept = 0
    /// Where the buffer's first byte stands in the whole.
    private var position: Int

    /// - Parameters:
    ///   - buffer: working space of at least a few secrets' length; the caller's to free.
    ///   - position: where the first piece stands in the whole.
    init(_ buffer: UnsafeMutableRawBufferPointer, at position: Int = 0) {
        self.buffer = buffer
        self.position = position
    }

    /// Lets `fill` write the next piece, and answers how many bytes it wrote; `found` gets offsets in the whole.
    mutating func next(
        fill: (UnsafeMutableRawBufferPointer) throws -> Int, found: (Int, FoundSecret) -> Void
    ) rethrows -> Int {
        let count = try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
        guard count > 0 else { return count }
        let length = kept + count
        let start = position
        SecretFinder.find(in: UnsafeRawBufferPointer(rebasing: buffer[..<length])) { found(start + $0, $1) }
        // What may be the beginning of one that ends in the next piece; too short to hold a whole one found twice.
        let rest = min(Self.overlap, length)
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<rest])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[length - rest..<length]))
        position += length - rest
        kept = rest
        return count
    }
}
