import Foundation
import LoopbackSupport
import Testing

@testable import SecretScan

/// A repository that somebody else has made.
@Suite struct HostileRepositoryTests {
    @Test func `no program that a repository names is run, by whatever key, and what is in it is found`() throws {
        try TemporaryDirectory.run { tools in
            try GitSample.run { directory in
                try GitSample.commit("a", in: directory, "f.txt", "KEY=\(Vectors.secrets[0])\n")
                try sign(directory)
                try Planted.write("* diff=odd filter=odd merge=odd\n", to: "\(directory)/.gitattributes")
                try configure(directory, tools)
                let report = try GitScan(directory).run()
                #expect(report.findings.map { $0.secret.revealSecret() } == [Vectors.secrets[0]])
                guard case .object(let place)? = report.findings.first?.place else { return #expect(Bool(false)) }
                #expect(place.path == "f.txt" && place.commit != nil)
                #expect(!FileManager.default.fileExists(atPath: tools + "/marks"))
            }
        }
    }

    /// Shows that the marks are no fantasy: git itself runs what stands there.
    @Test func `git by itself would run such a program`() throws {
        try TemporaryDirectory.run { tools in
            try GitSample.run { directory in
                try GitSample.commit("a", in: directory, "f.txt", "x")
                try sign(directory)
                try configure(directory, tools)
                _ = try? GitSample.git(directory, ["log", "--all"])
                _ = try? GitSample.git(directory, ["status"])
                let marks = try String(contentsOfFile: tools + "/marks", encoding: .utf8)
                #expect(marks.contains("gpg.program") && marks.contains("core.fsmonitor"))
            }
        }
    }

    @Test func `objects that are promised elsewhere are not fetched`() throws {
        try TemporaryDirectory.run { tools in
            try GitSample.run { source in
                try GitSample.commit("a", in: source, "f.txt", "KEY=\(Vectors.secrets[0])\n")
                try GitSample.git(source, ["config", "uploadpack.allowFilter", "true"])
                let clone = tools + "/clone"
                try GitSample.git(
                    source, ["clone", "-q", "--bare", "--filter=blob:none", "file://" + source, clone])
                let fetch = try GitSample.program("uploadpack", in: tools)
                try GitSample.git(clone, ["config", "remote.origin.uploadpack", fetch])
                try GitSample.git(clone, ["config", "core.sshCommand", fetch])
                #expect(try GitScan(clone).run().findings.isEmpty)
                #expect(!FileManager.default.fileExists(atPath: tools + "/marks"))
            }
        }
    }

    @Test func `git sees neither credentials nor what the caller's variables would have it do`() throws {
        try TemporaryDirectory.run { tools in
            try GitSample.run { directory in
                let git = try GitSample.program("git", in: tools)
                let environment = [
                    "PATH": ":.:relative:" + tools + ":/usr/bin:/bin", "LANG": "C", "KEYHOLD_CLIENT_SECRET": "canary",
                    "AWS_SECRET": "canary",
                    "GIT_DIR": "canary", "GIT_CONFIG_COUNT": "canary", "GIT_EXTERNAL_DIFF": "canary", "LD_PRELOAD": "",
                ]
                let failure = #expect(throws: GitFailed.self) { try GitScan(directory).run(environment) }
                #expect(failure?.reason.hasPrefix("git failed (status 1)") == true)
                let seen = try String(contentsOfFile: git + ".env", encoding: .utf8)
                #expect(seen.contains("GIT_CONFIG_GLOBAL=/dev/null\n") && seen.contains("LANG=C\n"))
                #expect(seen.contains("PATH=\(tools):/usr/bin:/bin\n"))
                #expect(!seen.contains("canary") && !seen.contains("LD_PRELOAD"))
            }
        }
    }

    @Test func `a program called git in the working directory is not taken for git`() throws {
        try GitSample.run { directory in
            let failure = #expect(throws: GitFailed.self) { try GitScan(directory).run(["PATH": ".::bin"]) }
            #expect(failure?.reason == "there is no git in PATH.")
        }
    }

    @Test func `a pipe in place of a file keeps nobody waiting`() throws {
        try GitSample.run { directory in
            try GitSample.commit("a", in: directory, "f", Vectors.secrets[0])
            for name in ["shallow", "commondir"] { mkfifo("\(directory)/.git/\(name)", 0o600) }
            #expect(try GitScan(directory).run().findings.count == 1)
        }
    }

    private func sign(_ directory: String) throws {
        let tree = try GitSample.git(directory, ["rev-parse", "HEAD^{tree}"])
        let who = "t <t@example.com> 1700000000 +0000"
        let text = """
            tree \(tree)
            author \(who)
            committer \(who)
            gpgsig -----BEGIN PGP SIGNATURE-----
             \n iQ==
             -----END PGP SIGNATURE-----

            signed

            """
        let commit = try GitSample.git(directory, ["hash-object", "-t", "commit", "-w", "--stdin"], input: text)
        try GitSample.git(directory, ["update-ref", "HEAD", commit])
    }

    /// Every key that names a program, set to one that leaves a mark; by an included file and by the worktree's own, too.
    private func configure(_ directory: String, _ tools: String) throws {
        let programs = [
            "gpg.program", "gpg.ssh.program", "core.fsmonitor", "core.pager", "pager.log", "core.sshCommand",
            "core.editor",
            "sequence.editor", "core.askPass", "core.alternateRefsCommand", "core.gitProxy", "diff.external",
            "diff.odd.textconv", "diff.odd.command", "filter.odd.clean", "filter.odd.smudge", "filter.odd.process",
            "merge.odd.driver", "credential.helper", "interactive.diffFilter", "uploadpack.packObjectsHook",
            "alias.log",
            "alias.cat-file", "trailer.odd.command", "log.mailmapProgram", "remote.origin.uploadpack", "web.browser",
        ]
        for key in programs {
            let value = try GitSample.program(key, in: tools)
            try GitSample.git(directory, ["config", key, key.hasPrefix("alias") ? "!" + value : value])
        }
        let plain = [
            "log.showSignature": "true", "core.hooksPath": tools, "core.attributesFile": directory + "/.gitattributes",
            "extensions.worktreeConfig": "true", "include.path": tools + "/more", "remote.origin.promisor": "true",
            "remote.origin.url": "ext::\(tools)/gpg.program", "protocol.allow": "always",
            "extensions.partialClone": "origin",
            "core.repositoryFormatVersion": "1", "core.worktree": tools, "log.diffMerges": "on", "diff.renames": "true",
        ]
        let worktree = "[gpg]\n\tprogram = \(tools)/gpg.program\n"
        try Planted.write(worktree, to: tools + "/more")
        try Planted.write(worktree, to: directory + "/.git/config.worktree")
        for (key, value) in plain.sorted(by: { $0.key < $1.key }) {
            try GitSample.git(directory, ["config", key, value])
        }
        for hook in ["post-index-change", "reference-transaction", "fsmonitor-watchman"] {
            _ = try GitSample.program(hook, in: tools)
        }
        try? FileManager.default.removeItem(atPath: tools + "/marks")
    }
}
