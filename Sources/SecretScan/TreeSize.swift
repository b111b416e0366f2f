/// How much there is to read, for a bar that shows how far along it is.
public enum TreeSize {
    public static func bytes(of roots: [String]) -> Int {
        var walker = FileWalker(roots)
        defer { walker.stop() }
        var bytes = 0
        while let segment = walker.next() { bytes += segment.length }
        return bytes
    }
}
