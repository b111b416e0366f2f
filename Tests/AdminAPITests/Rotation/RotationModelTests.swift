import Domain
import Testing
import Wire

@testable import AdminAPI

/// A million random steps of rotations against a model that knows nothing but a list of secrets and when each ends.
@Suite struct RotationModelTests {
    @Test func `a million random steps agree with the model, with one or two live secrets after each`() throws {
        var generator = SeededGenerator(seed: 20_261_121)
        var model = NaiveModel()
        var secrets = LiveSecrets(current: Self.secret(0))
        for number in 1...1_000_000 {
            let step = Step.random(&generator, model)
            let refused = model.take(step, fresh: UInt64(number))
            let after = Self.applied(step, to: secrets, fresh: Self.secret(UInt64(number)), at: model.now)
            try #require((after == nil) == refused, "step \(number): \(step)")
            secrets = after ?? secrets
            let live = Self.live(secrets, at: model.now)
            try #require(live == model.live, "step \(number): \(step)")
            try #require((1...2).contains(live.count), "step \(number): \(step)")
        }
    }

    private static func secret(_ number: UInt64) -> StoredSecret {
        StoredSecret(
            digest: SecretDigest(words: (number, 0, 0, 0)), pepperVersion: 1, masked: "",
            createdAt: Instant(milliseconds: 0))
    }

    /// `nil` where the step is refused.
    private static func applied(
        _ step: Step, to secrets: LiveSecrets, fresh: StoredSecret, at now: Instant
    ) -> LiveSecrets? {
        switch step {
        case .wait: secrets
        case .rotate(let seconds): secrets.rotated(to: fresh, at: now, transitionSeconds: seconds, by: "test")
        case .complete: try? RotationStep.complete.applied(to: secrets, at: now).secrets
        case .rollBack: try? RotationStep.rollBack.applied(to: secrets, at: now).secrets
        case .extend(let seconds):
            try? RotationStep.extend(ExtendRotationBody(transitionSeconds: seconds))
                .applied(to: secrets, at: now).secrets
        }
    }

    private static func live(_ secrets: LiveSecrets, at now: Instant) -> Set<UInt64> {
        var live: Set = [secrets.current.digest.words.0]
        if let outgoing = secrets.rotation(at: now) { live.insert(outgoing.secret.digest.words.0) }
        return live
    }
}

private enum Step {
    case wait(seconds: Int64)
    /// A transition of 0 is what regenerating does.
    case rotate(seconds: Int64)
    case complete
    case rollBack
    case extend(seconds: Int64)

    static func random(_ generator: inout SeededGenerator, _ model: NaiveModel) -> Step {
        switch generator.next() % 8 {
        case 0, 1: .wait(seconds: Int64(generator.next() % 4000))
        case 2: .rotate(seconds: 0)
        case 3, 4: .rotate(seconds: Int64(generator.next() % 7200))
        case 5: .complete
        case 6: .rollBack
        default: .extend(seconds: Int64(generator.next() % 9000))
        }
    }
}

private struct NaiveModel {
    var now = Instant(milliseconds: 1_000_000)
    /// The newest last; `nil` ends never.
    private var secrets: [(number: UInt64, endsAt: Instant?)] = [(0, nil)]

    var live: Set<UInt64> { Set(alive.map(\.number)) }

    private var alive: [(number: UInt64, endsAt: Instant?)] {
        secrets.filter { $0.endsAt.map { $0 > now } ?? true }
    }

    /// Whether the step is refused.
    mutating func take(_ step: Step, fresh: UInt64) -> Bool {
        secrets = alive
        switch step {
        case .wait(let seconds): now = now.adding(seconds: seconds)
        case .rotate(let seconds):
            let newest = secrets.removeLast()
            secrets = seconds > 0 ? [(newest.number, now.adding(seconds: seconds))] : []
            secrets.append((fresh, nil))
        case .complete:
            guard secrets.count == 2 else { return true }
            secrets.removeFirst()
        case .rollBack:
            guard secrets.count == 2 else { return true }
            secrets = [(secrets[0].number, nil)]
        case .extend(let seconds):
            guard secrets.count == 2, let end = secrets[0].endsAt, now.adding(seconds: seconds) > end else {
                return true
            }
            secrets[0].endsAt = now.adding(seconds: seconds)
        }
        return false
    }
}

/// SplitMix64: the same steps in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
