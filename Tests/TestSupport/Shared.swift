import Synchronization

/// A value that several tasks of a test read and write.
public final class Shared<Value: Sendable>: Sendable {
    private let stored: Mutex<Value>

    public init(_ value: Value) {
        stored = Mutex(value)
    }

    public var value: Value { stored.withLock { $0 } }

    public func set(_ value: Value) { stored.withLock { $0 = value } }

    public func update(_ change: (inout Value) -> Void) { stored.withLock { change(&$0) } }
}
