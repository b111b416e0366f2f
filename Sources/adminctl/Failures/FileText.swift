import Foundation

/// Files in messages.
enum FileText {
    /// What a person calls it.
    static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

    /// Why a file cannot be read or written, as the system says it: Foundation's own sentences tell of its numbers.
    static func reason(_ error: any Error) -> String {
        var next: NSError? = error as NSError
        while let error = next {
            if error.domain == NSPOSIXErrorDomain { return words(Int32(error.code)) }
            next = error.userInfo[NSUnderlyingErrorKey] as? NSError
        }
        switch (error as NSError).code {
        case CocoaError.Code.fileReadNoSuchFile.rawValue, CocoaError.Code.fileNoSuchFile.rawValue: return words(ENOENT)
        case CocoaError.Code.fileReadNoPermission.rawValue, CocoaError.Code.fileWriteNoPermission.rawValue:
            return words(EACCES)
        case CocoaError.Code.fileWriteOutOfSpace.rawValue: return words(ENOSPC)
        default: return "it is not a place for that, or not a file"
        }
    }

    private static func words(_ number: Int32) -> String {
        let text = String(cString: strerror(number))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
