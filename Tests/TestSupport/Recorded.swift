import Synchronization

/// What came in, in its order.
public final class Recorded<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])

    public init() {}

    public var all: [Item] { items.withLock { $0 } }

    public func append(_ item: Item) { items.withLock { $0.append(item) } }
}
