import Domain

/// Tells whether the wall clock may be believed when it says that something is over for good. One that was set forwards by
/// mistake, and is put right again, must not have cost a token, a secret in transition or a request id.
struct ClockWatch {
    /// How far the wall clock may run away from the steady one between two looks, in milliseconds: time servers and leap
    /// seconds move it by less.
    static let toleranceMilliseconds: Int64 = 60_000
    /// How long after a jump nothing is forgotten: somebody has to notice it first.
    static let settling: Duration = .seconds(3600)

    private var offset: Int64?
    private var settledAt: Duration = .zero

    /// - Parameters:
    ///   - wall: what the wall clock says.
    ///   - steady: how long this has been watched, by a clock that nobody can set.
    mutating func isSteady(wall: Instant, steady: Duration) -> Bool {
        let offset = wall.milliseconds - steady.milliseconds
        if let before = self.offset, abs(offset - before) > Self.toleranceMilliseconds {
            settledAt = steady + Self.settling
        }
        self.offset = offset
        return steady >= settledAt
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
