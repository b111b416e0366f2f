/// A string's bytes in place.
@usableFromInline
enum UTF8Bytes {
    /// Without a copy for a native string. The pointer is good inside `body` only.
    @inlinable
    static func with<Value, Failure>(
        _ text: String, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        var text = text
        // `withUTF8` rethrows `any Error`: the result carries the typed one across it.
        let result = text.withUTF8 { bytes in
            Result { () throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
        }
        return try result.get()
    }
}
