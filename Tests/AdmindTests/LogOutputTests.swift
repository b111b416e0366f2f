import Domain
import Foundation
import Testing

@testable import admind

/// What is logged, and what happens where nobody reads it.
struct LogOutputTests {
    private func line(_ text: String) -> LogLine {
        var line = LogLine(at: Instant(milliseconds: 0), level: "info", logger: "a", message: text)
        line.end()
        return line
    }

    private func text(_ pipe: Pipe) throws -> String {
        String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func `what is logged is written in its order before the end`() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        let output = LogOutput(log: descriptor, announcements: descriptor)
        for number in 0..<300 { output.append(line("\(number)")) }
        output.announce("done\n")
        output.finish(within: .seconds(60))
        try pipe.fileHandleForWriting.close()
        let lines = try text(pipe).split(separator: "\n")
        #expect(lines.count == 301 && lines.first { !$0.contains("\"message\"") } == "done")
        let numbers = lines.compactMap { $0.split(separator: "\"").dropLast().last.flatMap { Int($0) } }
        #expect(numbers == Array(0..<300))
    }

    @Test func `who logs to a reader that stalls is not held, and what is lost is counted and said`() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        let output = LogOutput(
            buffer: LogBuffer(maximumLines: 100, maximumBytes: 1_000_000), log: descriptor, announcements: descriptor)
        // Far more than a pipe and the buffer hold.
        for number in 0..<10_000 { output.append(line("\(number)")) }
        let dropped = output.buffer.dropped
        #expect(dropped > 0)
        let collected = Collected(pipe)
        output.finish(within: .seconds(60))
        try pipe.fileHandleForWriting.close()
        let lines = collected.text().split(separator: "\n")
        let said = lines.filter { $0.contains("log lines were dropped") }
        #expect(UInt64(lines.count - said.count) + dropped == 10_000 && !said.isEmpty)
    }

    @Test func `the end comes in its time, whoever does not read`() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        let output = LogOutput(log: descriptor, announcements: descriptor)
        for number in 0..<10_000 { output.append(line("\(number)")) }
        // Returns: that is all that is asked. Nothing was lost that had found room.
        output.finish(within: .milliseconds(1))
        let collected = Collected(pipe)
        output.finish(within: .seconds(60))
        try pipe.fileHandleForWriting.close()
        #expect(!collected.text().isEmpty)
    }

    @Test func `what cannot be written is counted, and the log goes on`() {
        let output = LogOutput(log: -1, announcements: -1)
        for _ in 0..<10 { output.append(line("a")) }
        output.announce("a")
        output.finish(within: .seconds(60))
        #expect(output.buffer.dropped == 10)
    }

    @Test func `the buffer is bounded in lines and in bytes`() {
        let few = LogBuffer(maximumLines: 2, maximumBytes: 1000)
        for _ in 0..<3 { few.append(.line([1])) }
        #expect(few.dropped == 1)
        let large = LogBuffer(maximumLines: 100, maximumBytes: 1000)
        for _ in 0..<3 { large.append(.line(Array(repeating: 1, count: 400))) }
        #expect(large.dropped == 1)
        var batch = LogBuffer.Batch()
        #expect(large.take(&batch) && batch.entries.count == 2 && batch.dropped == 1)
        for _ in 0..<3 { large.append(.line(Array(repeating: 1, count: 400))) }
        #expect(large.dropped == 2)
    }

    @Test func `a line is one object of JSON, whatever is logged`() throws {
        let odd = "a\"b\\c\n\r\t\u{0}\u{1F}\u{7F}\u{E9}\u{1F600}"
        var line = LogLine(at: Instant(milliseconds: 1), level: "info", logger: odd, message: odd)
        line.add(odd, odd)
        line.end()
        #expect(line.bytes.filter { $0 < 0x20 || $0 == 0x7F } == [0x0A])
        let object = try JSONSerialization.jsonObject(with: Data(line.bytes)) as? [String: String]
        #expect(
            object == [
                "time": "1970-01-01T00:00:00.001Z", "level": "info", "logger": odd, "message": odd, odd: odd,
            ])
    }
}

/// Reads a pipe to its end, beside the test.
private final class Collected: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let box = Box()

    private final class Box: @unchecked Sendable { var data = Data() }

    init(_ pipe: Pipe) {
        let (box, done, handle) = (box, done, pipe.fileHandleForReading)
        Thread {
            box.data = (try? handle.readToEnd()) ?? Data()
            done.signal()
        }.start()
    }

    func text() -> String {
        done.wait()
        return String(decoding: box.data, as: UTF8.self)
    }
}
