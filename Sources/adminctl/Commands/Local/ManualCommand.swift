import ArgumentParser
import Foundation

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Write the manual pages, one for each command.",
        discussion: """
            With a directory, such as /usr/local/share/man/man1, all pages are written there. Without one, the first page \
            goes to standard output: adminctl manual | man -l -
            """)

    @Argument(help: "Where to write them.", completion: .directory)
    var directory: String?

    func run() throws {
        let pages = try ToolDescription.current().all.map(ManualPage.init)
        guard let directory else { return try StandardOutput().write(pages[0].text) }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            for page in pages {
                let file = URL(filePath: directory).appending(path: page.fileName)
                try Data(page.text.utf8).write(to: file, options: .atomic)
            }
        } catch {
            throw Failure(.failed, "cannot write the manual to \(directory): \(FileText.reason(error)).")
        }
        StandardError.say("Wrote \(pages.count) pages to \(directory).")
    }
}
