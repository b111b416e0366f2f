import ArgumentParser
import Domain

/// How a command that cannot go on says so: a sentence on standard error, and exit code 1.
enum Failure {
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as ConfigurationProblems {
            say("\(error)")
            throw ExitCode(2)
        } catch let error as AdminError {
            say(error.message + (error.detail.map { " (\($0))" } ?? ""))
            throw ExitCode(1)
        } catch let error as ExitCode {
            throw error
        } catch {
            say("\(error)")
            throw ExitCode(1)
        }
    }

    static func say(_ text: String) {
        StandardStreams.say("admind: \(text)\n")
    }
}
