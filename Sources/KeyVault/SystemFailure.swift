import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A system call that failed at start-up, told to the operator.
enum SystemFailure {
    /// - Parameters:
    ///   - what: a sentence's beginning, such as `The vault key file /x could not be read`.
    ///   - remedy: a whole sentence.
    static func error(_ what: String, code: Int32 = errno, remedy: String) -> AdminError {
        AdminError(.internalError, "\(what): \(String(cString: strerror(code))). \(remedy)")
    }
}
