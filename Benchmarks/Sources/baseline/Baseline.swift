import Foundation
import Hummingbird

/// **B**, which every row of the benchmark is a ratio to: the least that a JSON operation costs under Hummingbird. It
/// collects the request's body and answers 300 fixed bytes.
@main
enum Baseline {
    private static let answer = ByteBuffer(string: "{\"text\":\"" + String(repeating: "b", count: 289) + "\"}")
    private static let maximumBodyBytes = 65_536

    static func main() async throws {
        let router = Router()
        router.post("/") { request, _ in
            _ = try await request.body.collect(upTo: maximumBodyBytes)
            return Response(
                status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: answer))
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
            onServerRunning: { channel in
                FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            })
        try await application.run()
    }
}
