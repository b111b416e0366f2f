/// Where a listing goes: straight out, or, once it is longer than the terminal, through the pager.
final class PagedOutput {
    private let console: Console
    private let output = StandardOutput()
    private var pager: Pager?
    /// What waits for the decision: never more than a screen and a page of the list.
    private var held = ""
    private var heldLines = 0
    private var isDecided: Bool

    init(_ console: Console) {
        self.console = console
        isDecided = console.pager == nil || console.outputHeight == nil
    }

    func write(_ text: String) throws {
        guard !isDecided else { return try put(text) }
        held += text
        heldLines += text.utf8.count { $0 == UInt8(ascii: "\n") }
        // One line is the shell's next prompt.
        guard let command = console.pager, let height = console.outputHeight, heldLines >= height else { return }
        pager = Pager(command)
        try flush()
    }

    /// Writes what is held and waits until the reader is done. To be called on every way out.
    func finish() {
        // Who has gone needs nothing more, and an earlier failure has been told.
        try? flush()
        pager?.finish()
        pager = nil
    }

    private func flush() throws {
        isDecided = true
        let text = held
        held = ""
        try put(text)
    }

    private func put(_ text: String) throws {
        guard !text.isEmpty else { return }
        if let pager { try StandardOutput(pager.input).write(text) } else { try output.write(text) }
    }
}
