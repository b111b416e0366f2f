import Foundation
import Testing

@testable import Spawn

struct ProcessLaunchTests {
    /// What a shell's script writes.
    private func output(_ script: String, _ environment: [String: String] = ["PATH": "/usr/bin:/bin"]) throws -> String
    {
        let pipe = Pipe()
        var launch = ProcessLaunch("/bin/sh", ["-c", script], environment: environment)
        launch.output = pipe.fileHandleForWriting.fileDescriptor
        let id = try launch.start()
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return text
    }

    @Test
    func `a child has its three descriptors, whatever we have open`() throws {
        let open = open("/dev/null", O_RDONLY)
        let high = fcntl(open, F_DUPFD, 200)
        defer { for number in [open, high] { close(number) } }
        #expect(high >= 200)
        // 3 is what the listing itself reads through.
        #expect(try output("ls /proc/self/fd").split(separator: "\n") == ["0", "1", "2", "3"])
    }

    @Test
    func `a child reads nothing from us, sees the given variables alone, and ends with its reader`() throws {
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        #expect(try output("cat; env | grep -v -e ^PWD= -e ^_= -e ^SHLVL=", ["A": "1"]) == "A=1\n")
        #expect(try output("sh -c 'kill -PIPE $$'; echo $?") == "141\n")
    }

    @Test
    func `a program that is not there is an error with its reason`() {
        let failure = #expect(throws: ProcessLaunch.Failure.self) {
            try ProcessLaunch("/nonexistent/program", [], environment: [:]).start()
        }
        #expect(failure?.code == ENOENT)
    }

    @Test
    func `programs are looked up in absolute places only`() {
        #expect(ProgramPath.places(":.:bin:/usr/bin::/bin:") == ["/usr/bin", "/bin"])
        #expect(ProgramPath.find("sh", path: ".::/bin") == "/bin/sh")
        #expect(ProgramPath.find("sh", path: ".:") == nil)
        #expect(ProgramPath.find("/bin/sh", path: "") == "/bin/sh")
        #expect(ProgramPath.find("/bin", path: nil) == nil && ProgramPath.find("", path: nil) == nil)
    }

    @Test
    func `an environment for others holds what is allowed, and one for the operator's own program all but ours`() {
        let own = [
            "PATH": ".:/bin", "HOME": "/h", "LC_ALL": "C", "AWS_SECRET_ACCESS_KEY": "s", "KEYHOLD_CLIENT_SECRET": "s",
            "keyhold_api_key": "s", "LESSKEY": "k",
        ]
        #expect(ChildEnvironment.allowing(of: own) == ["PATH": "/bin", "HOME": "/h", "LC_ALL": "C"])
        #expect(ChildEnvironment.allowing(["X"], prefixes: ["LESS"], of: own)["LESSKEY"] == "k")
        let operators = ChildEnvironment.withoutKeyhold(own)
        #expect(operators["AWS_SECRET_ACCESS_KEY"] == "s" && operators["PATH"] == "/bin")
        #expect(!operators.keys.contains { $0.lowercased().hasPrefix("keyhold_") })
    }
}
