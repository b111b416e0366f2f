import Foundation
import Testing

@testable import KeyVault

/// Those that change the environment do so in a process of their own: it has no lock, and other tests read it.
struct VaultKeyVariableTests {
    @Test
    func `a variable is read once, and then gone, its bytes too`() async {
        await #expect(processExitsWith: .success) {
            setenv("KEYHOLD_TEST_KEY", "2:\(Samples.base64)", 1)
            let bytes = try #require(getenv("KEYHOLD_TEST_KEY"))
            #expect(try VaultKey.load(from: .environment(variable: "KEYHOLD_TEST_KEY")).currentVersion == 2)
            #expect(getenv("KEYHOLD_TEST_KEY") == nil)
            #expect(strlen(bytes) == 0)
        }
    }

    @Test
    func `a variable that holds no key is an error that names it and not its value, and it is gone all the same`() async
    {
        await #expect(processExitsWith: .success) {
            setenv("KEYHOLD_TEST_KEY", "hunter2", 1)
            let text = message(loading: .environment(variable: "KEYHOLD_TEST_KEY"))
            #expect(
                text.hasPrefix(
                    "In the vault key in the environment variable KEYHOLD_TEST_KEY: the key in line 1 is not"))
            #expect(!text.contains("hunter2"))
            #expect(getenv("KEYHOLD_TEST_KEY") == nil)
        }
    }

    @Test
    func `a variable that is not set is an error that names it`() {
        #expect(
            message(loading: .environment(variable: "KEYHOLD_TEST_NONE"))
                == "The environment variable KEYHOLD_TEST_NONE, which should hold the vault key, is not set. "
                + "Set it to the key's text, or configure another source.")
    }
}
