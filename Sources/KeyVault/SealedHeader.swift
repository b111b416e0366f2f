/// What comes before a sealed value's nonce: the format and the version of the key.
struct SealedHeader: Equatable {
    /// In bytes.
    static let length = 5
    private static let format: UInt8 = 1

    let version: UInt32

    init(version: UInt32) {
        self.version = version
    }

    /// `nil` for another format, or for less than a header.
    init?(of sealed: [UInt8]) {
        guard sealed.count >= Self.length, sealed[0] == Self.format else { return nil }
        version = sealed[1..<Self.length].reduce(0) { $0 << 8 | UInt32($1) }
    }

    var bytes: [UInt8] {
        [Self.format] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: version >> UInt32($0)) }
    }
}
