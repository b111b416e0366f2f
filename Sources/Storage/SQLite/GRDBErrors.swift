import Domain
internal import GRDB

/// The one place where a failure of SQLite or GRDB becomes ours. Decided by result code (https://sqlite.org/rescode.html).
///
/// The detail holds the code and SQLite's own message, which names tables and columns. It leaves out the statement's
/// arguments: those are where the secrets are.
enum GRDBErrors {
    static func translate(_ error: any Error) -> AdminError {
        switch error {
        case let error as AdminError: error
        case let error as DatabaseError: translate(error)
        case is CancellationError: AdminError(.unavailable, "The call was cancelled before it was done.")
        default: .internal("the database failed with an error of type \(type(of: error))")
        }
    }

    static func translate(_ error: DatabaseError) -> AdminError {
        let detail = describe(error)
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return AdminError(.conflict, "Something with this name or id already exists.", detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            return AdminError(
                .conflict, "This refers to something that does not exist, or is still referred to.", detail: detail)
        default:
            return translate(primary: error.resultCode, detail)
        }
    }

    private static func translate(primary code: ResultCode, _ detail: String) -> AdminError {
        switch code {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            AdminError(.unavailable, "The database is busy.", retryAfterSeconds: 1, detail: detail)
        case .SQLITE_FULL:
            AdminError(.unavailable, "The server's disk is full.", retryAfterSeconds: 30, detail: detail)
        case .SQLITE_INTERRUPT:
            AdminError(.unavailable, "The call was interrupted before it was done.", detail: detail)
        default:
            .internal(detail)
        }
    }

    static func describe(_ error: DatabaseError) -> String {
        "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }

    /// Whether a commit failed for what is in it, rather than for the disk under it.
    static func isConstraintViolation(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
    }
}

/// Runs `work` and lets nothing but an `AdminError` out.
func translatingErrors<Result>(_ work: () throws -> Result) throws(AdminError) -> Result {
    do {
        return try work()
    } catch {
        throw GRDBErrors.translate(error)
    }
}
