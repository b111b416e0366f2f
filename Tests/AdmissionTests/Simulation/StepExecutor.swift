@testable import Admission

/// Runs the jobs of its tasks one at a time and only when it is told to, in any order: the simulation's one thread.
final class StepExecutor: TaskExecutor, @unchecked Sendable {
    private var jobs: [UnownedJob] = []

    var count: Int { jobs.count }

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    func run(at position: Int) {
        let job = jobs.remove(at: position)
        job.runSynchronously(on: asUnownedTaskExecutor())
    }

    func spawn(_ work: @escaping @Sendable () async -> Void) {
        Task(executorPreference: self) { await work() }
    }
}

/// Starts tasks on the simulation's thread, and wakes those that pause when its clock says so.
final class SimulatedSpawner: Spawner, @unchecked Sendable {
    private let executor: StepExecutor
    private var sleepers: [CheckedContinuation<Void, Never>] = []

    init(_ executor: StepExecutor) { self.executor = executor }

    var count: Int { sleepers.count }

    func spawn(_ work: @escaping @Sendable () async -> Void) { executor.spawn(work) }

    func pause(for duration: Duration) async { await withCheckedContinuation { sleepers.append($0) } }

    func wake(at position: Int) { sleepers.remove(at: position).resume() }
}
