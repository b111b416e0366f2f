import Testing

@testable import admind

struct ProgramTests {
    @Test func `arguments that cannot be read are not taken for none`() {
        #expect(Program.hasReadableArguments(["admind"]) && Program.hasReadableArguments(["admind", "doctor"]))
        #expect(!Program.hasReadableArguments([]) && !Program.hasReadableArguments([""]))
    }
}
