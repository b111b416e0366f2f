import AdminAPI
import Domain
import HTTPTypes
import Hummingbird
import KeyVault
import Logging
import NIOCore
import NIOEmbedded
import Storage
import Synchronization

/// The whole application on a real file with a clock that a test moves: everything but the socket.
public final class World: Sendable {
    public let time: FixedTime
    public let folder: String
    public let database: SQLiteDatabase
    /// What the service writes by.
    public let interposed: InterposedDatabase
    public let service: AdminService
    public let readiness: Readiness
    public let application: AdminApplication
    public let logs: LogRecorder
    public let root: Credential
    private let responder: RouterResponder<AdminRequestContext>
    private let channels = Mutex<[String: NIOAsyncTestingChannel]>([:])
    private let recorded = Mutex<[Exchange]>([])

    public var databasePath: String { folder + "/keyhold.db" }
    /// Everything that was asked and answered so far.
    public var exchanges: [Exchange] { recorded.withLock { $0 } }

    /// - Parameter root: of a database that has a root client already.
    init(
        folder: String, time: FixedTime, settings: ServiceSettings, vault: Vault, root: Credential?,
        logs: LogRecorder = LogRecorder()
    ) async throws {
        self.folder = folder
        self.time = time
        self.logs = logs
        let metrics = MetricsRegistry()
        database = try SQLiteDatabase.open(
            SQLiteConfiguration(path: folder + "/keyhold.db"), time: time, observer: metrics)
        _ = try database.migrate()
        interposed = InterposedDatabase(database)
        service = AdminService(
            database: interposed, vault: vault, settings: settings, time: time, identifiers: UUIDv7Source())
        try await service.checkVault()
        let made = try await service.createRootIfEmpty()?.credential
        guard let credential = made.map({ Credential(id: $0.clientID, secret: $0.clientSecret) }) ?? root else {
            throw FixtureFailure("the database has clients, and the root's credential was not given")
        }
        self.root = credential
        try await service.load()
        readiness = Readiness(time: time)
        application = AdminApplication(
            service: service, metrics: metrics, readiness: readiness, logger: logs.logger)
        responder = application.buildRouter().buildResponder()
    }

    /// Sends a request through the router, as it would arrive from `address`.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], body: [UInt8] = [],
        from address: String = "192.0.2.1"
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { throw FixtureFailure("\(name) is no header's name") }
            fields.append(HTTPField(name: name, value: value))
        }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "test", path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = AdminRequestContext(
            source: ApplicationRequestContextSource(channel: try channel(address), logger: logs.logger))
        let response = try await responder.respond(to: request, context: context)
        let written = BodyCollector()
        try await response.body.write(written)
        let reply = Reply(status: response.status.code, headers: response.headers, bytes: written.bytes)
        recorded.withLock { $0.append(Exchange(method: method.rawValue, path: path, reply: reply)) }
        try requireDocumented(method, path, fields, body, reply)
        return reply
    }

    /// Every reply that any test gets is as the document says: nobody has to think of it.
    private func requireDocumented(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8], _ reply: Reply
    ) throws {
        let isJSON = headers[.contentType]?.hasPrefix("application/json") == true
        let problems = ContractJudge.served.problems(
            method, path, request: isJSON ? JSONValue(bytes: body) : nil, reply: reply)
        guard problems.isEmpty else {
            throw FixtureFailure(
                "\(method) \(path) is not as the OpenAPI document says: \(problems.joined(separator: "; "))")
        }
    }

    private func channel(_ address: String) throws -> NIOAsyncTestingChannel {
        let socket = try SocketAddress(ipAddress: address, port: 50_000)
        return channels.withLock { channels in
            if let known = channels[address] { return known }
            let channel = NIOAsyncTestingChannel()
            channel.remoteAddress = socket
            channels[address] = channel
            return channel
        }
    }
}

extension ServiceSettings {
    /// The defaults, but for tokens that outlive what tests do to the clock.
    public static var patient: ServiceSettings { ServiceSettings(tokenLifetimeSeconds: 86_400) }
}

/// An OAuth client's id and secret.
public struct Credential: Hashable, Sendable {
    public let id: String
    public let secret: String

    public init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }
}

private final class BodyCollector: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Runs `body` in a world of its own, which is gone afterwards.
public func withWorld(
    _ settings: ServiceSettings = .patient, _ body: (World) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let world = try await World(
            folder: folder, time: FixedTime(), settings: settings, vault: try SampleVault.make(), root: nil)
        do {
            try await body(world)
        } catch {
            try? await world.database.close()
            throw error
        }
        try await world.database.close()
    }
}

extension World {
    /// Closes the database and starts again on its file, as a restart of the daemon does.
    public func reopened(
        _ settings: ServiceSettings = .patient, vault: Vault? = nil, _ body: (World) async throws -> Void
    ) async throws {
        try await database.close()
        let next = try await World(
            folder: folder, time: time, settings: settings, vault: try vault ?? SampleVault.make(), root: root)
        try await body(next)
        try await next.database.close()
    }
}
