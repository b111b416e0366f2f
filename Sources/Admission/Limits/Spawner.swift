/// Starts work that nobody waits for, and lets time pass: given in, so that a test decides what happens when.
protocol Spawner: Sendable {
    func spawn(_ work: @escaping @Sendable () async -> Void)
    func pause(for duration: Duration) async
}

struct TaskSpawner: Spawner {
    func spawn(_ work: @escaping @Sendable () async -> Void) { Task { await work() } }

    func pause(for duration: Duration) async { try? await Task.sleep(for: duration) }
}
