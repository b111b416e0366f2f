/// What must not be read in a log: it prints, dumps, interpolates and reflects as `•••`.
///
/// The three conformances belong together. Without the mirror `dump` walks the stored properties; without the debug
/// description an array of such values may show them.
public protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
