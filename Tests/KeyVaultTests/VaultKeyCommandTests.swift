import Domain
import Foundation
import Testing

@testable import KeyVault

struct VaultKeyCommandTests {
    private func shell(_ script: String) -> VaultKeySource { .command(["sh", "-c", script]) }

    private var byHand: String { "Its standard error says why; run it by hand as user \(geteuid())." }

    @Test
    func `a command's output is the key`() throws {
        let key = try VaultKey.load(from: .command(["echo", "3:\(Samples.base64)"]))
        #expect(key.currentVersion == 3)
        #expect(try VaultKey.load(from: .command(["/bin/echo", Samples.base64])).currentVersion == 1)
    }

    @Test
    func `a command's arguments are not read by a shell, and it has nothing to read from`() throws {
        #expect(message(loading: .command(["echo", "$(exit 1)"])).contains("line 1 is not base64"))
        #expect(try VaultKey.load(from: shell("cat; echo \(Samples.base64)")).currentVersion == 1)
    }

    @Test
    func `a command sees what the operator's own tools need, and nothing of Keyhold's`() throws {
        setenv("KEYHOLD_TEST_SECRET", "canary", 1)
        setenv("TEST_VAULT_ADDRESS", "there", 1)
        defer { for name in ["KEYHOLD_TEST_SECRET", "TEST_VAULT_ADDRESS"] { unsetenv(name) } }
        let script =
            "test -z \"$KEYHOLD_TEST_SECRET\" && test \"$TEST_VAULT_ADDRESS\" = there && echo \(Samples.base64)"
        #expect(try VaultKey.load(from: shell(script)).currentVersion == 1)
    }

    @Test
    func `a command that fails is an error with its status, whatever it has written`() {
        #expect(
            message(loading: shell("echo \(Samples.base64); exit 3"))
                == "The vault key command sh exited with status 3. \(byHand)")
        #expect(message(loading: shell("kill -9 $$")) == "The vault key command sh was ended by signal 9. \(byHand)")
    }

    @Test(arguments: [["/nonexistent/keyhold-program", "token"], ["keyhold-no-such-program"], ["/dev/null"]])
    func `a command that is not there is an error that names it and not its arguments`(_ arguments: [String]) {
        #expect(
            message(loading: .command(arguments))
                == "The vault key command \(arguments[0]) was not found, or is not executable. Give its absolute path, "
                + "or a name that is in PATH.")
    }

    @Test(arguments: [[], [""]])
    func `an empty command is refused`(_ arguments: [String]) {
        #expect(
            message(loading: .command(arguments))
                == "The vault key command is empty. Name a program that prints the key.")
    }

    @Test
    func `a command that writes without end is cut off`() {
        #expect(
            message(loading: .command(["yes"]))
                == "The vault key command yes wrote more than 4096 bytes. It is to print the key alone.")
    }

    @Test
    func `a command that writes no key is an error that names it`() {
        let expected = "In what the vault key command true wrote: there is no key. "
        #expect(message(loading: .command(["true"])).hasPrefix(expected))
    }

    @Test(arguments: ["exec sleep 600", "exec >&-; exec sleep 600"])
    func `a command that does not finish is ended, whether it still may write or not`(_ script: String) {
        let command = VaultKeyCommand(["sh", "-c", script], limit: .milliseconds(50))
        let error = #expect(throws: AdminError.self) { try command.run() }
        #expect(error?.message == "The vault key command sh did not finish within 0.05 seconds. \(byHand)")
    }
}
