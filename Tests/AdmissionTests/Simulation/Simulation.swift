import Domain
import TestSupport

@testable import Admission

/// The books of several organizations over a disk that fails, hangs and forgets to answer, under callers who do all that
/// callers do, one step at a time: a seed gives the same history again.
///
/// After TigerBeetle's simulator: everything that happens, happens on one thread, in an order that the seed draws.
final class Simulation: @unchecked Sendable {
    static let tenantCount = 3
    private static let maximumOutstanding = 40

    let disk = SimulatedDisk()
    let time = FixedTime()
    let identifiers: SimulatedIdentifiers
    let original: [SimulatedTenant]
    var tenants: [SimulatedTenant]
    var random: SeededGenerator
    var process: SimulatedProcess
    var model = NaiveLedger()
    var statistics = Statistics()
    private var outstanding: [Int: SimulatedOperation] = [:]
    private var operations = 0
    private(set) var step = 0
    private let isClockSet: Bool
    private(set) var hasSetClockBack = false

    struct Statistics {
        var operations = 0
        var admitted = 0
        var denied = 0
        var settled = 0
        var corrected = 0
        var failed = 0
        var crashes = 0
        var unanswered = 0
    }

    /// - Parameter seed: an even one has a clock that is set, too.
    init(seed: UInt64) {
        isClockSet = seed.isMultiple(of: 2)
        random = SeededGenerator(seed: seed)
        identifiers = SimulatedIdentifiers(seed: seed)
        tenants = (0..<Self.tenantCount).map { [identifiers] _ in SimulatedTenant(identifiers) }
        original = tenants
        for tenant in tenants { disk.limits.merge(tenant.highestLimits) { first, _ in first } }
        process = SimulatedProcess(disk, tenants, time, identifiers)
    }

    /// - Returns: what was found to be wrong, empty where nothing was.
    func run(steps: Int) -> [String] {
        for _ in 0..<steps {
            step += 1
            takeStep()
            if step % 2500 == 0 { rest() }
            checkMemory(of: step % Self.tenantCount)
            if !disk.violations.isEmpty { break }
        }
        if disk.violations.isEmpty { rest() }
        return disk.violations.map { "step \(step): \($0)" }
    }

    func violate(_ text: String) { disk.violate(text) }

    private func chance(_ parts: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &random) < parts }

    private func takeStep() {
        switch Int.random(in: 0..<1000, using: &random) {
        case 0..<480 where process.executor.count > 0:
            process.executor.run(at: Int.random(in: 0..<process.executor.count, using: &random))
        case 480..<720:
            guard let step = process.storage.steps.randomElement(using: &random) else { return ask() }
            process.storage.take(step, &random)
        case 720..<740 where process.spawner.count > 0:
            process.spawner.wake(at: Int.random(in: 0..<process.spawner.count, using: &random))
        case 740..<780: letTimePass()
        case 780..<790: process.storage.weather = weather()
        case 790..<795: changeRules()
        case 795 where chance(1, of: 4): restart()
        default: ask()
        }
    }

    private func weather() -> SimulatedStorage.Weather {
        chance(3, of: 4) ? .fair : SimulatedStorage.Weather.allCases.randomElement(using: &random) ?? .fair
    }

    private func letTimePass() {
        if isClockSet, chance(1, of: 100) { return setClockBack() }
        let seconds: Int64 =
            switch Int.random(in: 0..<1000, using: &random) {
            case 0..<700: 0
            case 700..<940: Int64.random(in: 1...20, using: &random)
            case 940..<995: Int64.random(in: 20...4000, using: &random)
            default: Int64.random(in: 4000...200_000, using: &random)
            }
        time.advance(seconds: seconds, milliseconds: Int64.random(in: 1...900, using: &random))
    }

    /// What was ahead by days is put right again.
    private func setClockBack() {
        hasSetClockBack = true
        // Windows count what was charged ahead of the clock as charged just now.
        model.setClockBack(from: time.now())
        time.advance(seconds: -Int64.random(in: 1...300_000, using: &random))
    }

    private func changeRules() {
        let index = Int.random(in: tenants.indices, using: &random)
        let now = time.now()
        if chance(1, of: 3) {
            let zone = tenants[index].changeZone(&random, at: now)
            process.books.setTimeZone(zone, of: tenants[index].id)
        } else {
            process.books.put(tenants[index].changePolicy(&random, at: now, original[index]))
        }
    }

    /// The process dies where it stands, and another takes its place.
    private func restart() {
        statistics.crashes += 1
        statistics.unanswered += outstanding.count
        outstanding = [:]
        model.restart()
        if !process.crash(&random) { violate("a process that ended never came to its end") }
        process = SimulatedProcess(disk, tenants, time, identifiers)
    }

    /// The disk works again and nobody asks for more: everything comes to an end, and all sums agree.
    private func rest() {
        process.storage.weather = .fair
        guard process.settle(&random) else { return violate("it never comes to rest") }
        for operation in outstanding.values { violate("never answered: \(operation.kind)") }
        checkRest()
        for tenant in tenants.indices where !answers(tenant) { violate("a book stays closed though the disk is well") }
    }

    private func answers(_ tenant: Int) -> Bool {
        let failed = statistics.failed
        start(.reserve(key: 0, requestID: nil, tokens: 1), of: tenant)
        if !process.settle(&random) { violate("it never comes to rest") }
        return statistics.failed == failed
    }
}

// MARK: - Callers

extension Simulation {
    fileprivate func ask() {
        guard outstanding.count < Self.maximumOutstanding else { return }
        let tenant = Int.random(in: tenants.indices, using: &random)
        guard let kind = drawOperation(tenant) else { return }
        start(kind, of: tenant)
    }

    private func drawOperation(_ tenant: Int) -> SimulatedOperation.Kind? {
        let key = Int.random(in: 0..<2, using: &random)
        // Now and then all are at the same few.
        let known = chance(1, of: 2) ? model.recent.suffix(8) : model.recent[...]
        let id = known.filter { model.calls[$0]?.tenant == tenant }.randomElement(using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<34:
            // Names that come again, and names that do not.
            let number = chance(1, of: 3) ? Int.random(in: 0..<12, using: &random) : operations + 1000
            let requestID = chance(1, of: 3) ? nil : "r\(number)"
            return .reserve(key: key, requestID: requestID, tokens: Int64.random(in: 1...90, using: &random))
        case 34..<41: return .count(key: key)
        case 41..<66: return id.map { .settle($0, content()) }
        case 66..<74: return id.map { .release($0) }
        case 74..<78: return id.map { .extend($0) }
        case 78..<82: return id.map { .find($0) }
        case 82..<84: return drawCorrection(tenant)
        case 84..<96:
            let number = chance(1, of: 2) ? Int.random(in: 0..<30, using: &random) : operations + 1000
            return .record(key: key, requestID: "u\(number)", content())
        case 96, 97: return .reset
        default: return .keepHouse
        }
    }

    /// Few enough that two who settle the same often say the same.
    private func content() -> NaiveLedger.Content {
        NaiveLedger.Content(
            tokens: Int64.random(in: 1...3, using: &random) * 30, outcome: chance(1, of: 2) ? "ok" : nil)
    }

    fileprivate func start(_ kind: SimulatedOperation.Kind, of tenant: Int) {
        operations += 1
        statistics.operations += 1
        var operation = SimulatedOperation(
            kind: kind, tenant: tenant, askedAt: time.now(), unknownCommits: disk.unknownCommits(of: tenants[tenant].id)
        )
        note(&operation)
        let number = operations
        // What is decided on the spot, as on the way that most calls take, or what a task waits for.
        if chance(1, of: 2) {
            operation.isCounted = tenants[tenant].countsCalls
            if let ticketed = attempt(operation) {
                outstanding[number] = operation
                return answer(number, once: ticketed)
            }
        }
        outstanding[number] = operation
        let (books, tenant) = (process.books, tenants[tenant])
        process.executor.spawn { [weak self, operation] in
            let outcome = await operation.answer(books, tenant)
            self?.finish(number, outcome)
        }
    }

    private func answer(_ number: Int, once ticketed: (SimulatedOperation.Answer, CommitTicket?)) {
        guard let ticket = ticketed.1 else { return finish(number, ticketed.0) }
        ticket.whenResolved { [weak self] outcome in
            switch outcome {
            case .onDisk: self?.finish(number, ticketed.0)
            // The caller would look for the first; asking again is what it comes to.
            case .repeated: self?.finish(number, .done)
            case .failed(let error): self?.finish(number, .failed(error))
            }
        }
    }

    fileprivate func finish(_ number: Int, _ answer: SimulatedOperation.Answer) {
        // Nobody waits any more for what a process that has ended says.
        guard let operation = outstanding.removeValue(forKey: number) else { return }
        if case .failed = answer { statistics.failed += 1 }
        judge(operation, answer)
    }
}
