#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's random words, as good as its own generator's, but fetched many at a time: a system call for each costs
/// more than the id that it is for. For what may be seen; a secret's randomness is not left lying about.
public struct SystemRandomWords: RandomNumberGenerator, Sendable {
    /// What `getentropy` gives at most at once, in words of 8 bytes.
    private static let batch = 32
    private var words: [UInt64] = []

    public init() {}

    public mutating func next() -> UInt64 {
        if words.isEmpty { fetch() }
        if let word = words.popLast() { return word }
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    private mutating func fetch() {
        var fresh = [UInt64](repeating: 0, count: Self.batch)
        let isFilled = fresh.withUnsafeMutableBytes { getentropy($0.baseAddress!, $0.count) == 0 }
        if isFilled { words = fresh }
    }
}
