import Domain
import GRDB
import Testing

@testable import Storage

struct GRDBErrorsTests {
    @Test(
        arguments: [
            (.SQLITE_CONSTRAINT_UNIQUE, .conflict), (.SQLITE_CONSTRAINT_PRIMARYKEY, .conflict),
            (.SQLITE_CONSTRAINT_FOREIGNKEY, .conflict), (.SQLITE_CONSTRAINT_CHECK, .internalError),
            (.SQLITE_CONSTRAINT_NOTNULL, .internalError), (.SQLITE_BUSY_SNAPSHOT, .unavailable),
            (.SQLITE_FULL, .unavailable), (.SQLITE_IOERR_FSYNC, .internalError), (.SQLITE_READONLY, .internalError),
            (.SQLITE_CORRUPT_INDEX, .internalError), (.SQLITE_INTERRUPT, .unavailable),
        ] as [(ResultCode, AdminError.Code)])
    func `every result code has a meaning`(code: ResultCode, meaning: AdminError.Code) {
        let error = GRDBErrors.translate(DatabaseError(resultCode: code, message: "words", arguments: ["canary"]))
        #expect(error.code == meaning)
        #expect(error.detail == "SQLite \(code.rawValue): words")
        #expect(!error.message.contains("words"))
    }

    @Test func `an error of ours goes through untouched`() {
        #expect(GRDBErrors.translate(AdminError.missing("team")) == .missing("team"))
        #expect(GRDBErrors.translate(CancellationError()).code == .unavailable)
    }
}
