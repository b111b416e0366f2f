import Domain
import TestSupport
import Testing

@testable import AdminAPI

struct ModelPriceTests {
    private static let path = "/v1/management/models"

    @Test(arguments: [
        ("0.0375", "0.0375"), ("1.1", "1.1"), ("0.15", "0.15"), ("0.000000001", "0.000000001"),
        ("1.5e-07", "0.00000015"), ("12345678.123456789", "12345678.123456789"), ("0", "0"), ("0.0", "0"),
        ("10", "10"), ("1E1", "10"), ("0.10", "0.1"), ("9223372036.854775807", "9223372036.854775807"),
        ("0.100000000000000000000", "0.1"),
    ])
    func `an amount comes back to the last digit, also after a restart`(_ sent: String, _ shown: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await tenant.send(
                raw: #"{"name": "m", "price": {"state": "priced", "input": \#(sent), "output": \#(sent)}}"#)
            let wanted = #""input":\#(shown),"output":\#(shown),"state":"priced","unit""#
            #expect(made.status == 201 && made.text.contains(wanted), "\(made.text)")
            let read = try await world.send(.get, "\(Self.path)/m", token: tenant.token)
            #expect(read.text.contains(wanted))
            try await world.reopened { world in
                let token = try await world.token(tenant.client)
                #expect(try await world.send(.get, "\(Self.path)/m", token: token).text == read.text)
                #expect(try await world.send(.get, "\(Self.path)/m/prices", token: token).text.contains(wanted))
            }
        }
    }

    @Test(arguments: [
        "-1", "-0.000000001", "-1e-10", "10000000000.000000001", "1e30", "\"1\"", "true", "[1]", "{}",
        "1.0000000000000000000000000000000000000000000000000001", "NaN", "1e400", "-1e400", "01", ".5", "5.",
    ])
    func `an amount that is negative, too large or no number is refused by name`(_ sent: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            for field in ["input", "cache_write", "per_audio_minute"] {
                let others = #""input": 1, "output": 1, "#.replacing(
                    field == "input" ? #""input": 1, "# : "\n", with: "")
                let reply = try await tenant.send(
                    raw: #"{"name": "m", "price": {\#(others)"\#(field)": \#(sent), "state": "priced"}}"#)
                #expect(reply.status == 400, "\(reply.text)")
                #expect(["price.\(field)", "body"].contains(reply.errorParam), "\(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    private static func priced(_ input: Double, from: String? = nil) -> JSONValue {
        var price: [String: JSONValue] = ["state": "priced", "input": .number(input), "output": 1]
        price["effective_from"] = from.map { .string($0) }
        return ["price": .object(price)]
    }

    @Test func `a new price is a new version, the old ones stay, and the same again is none`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m")
            for input in [1.0, 2, 2, 3] {
                _ = try await world.made("\(Self.path)/m", token: tenant.token, json: Self.priced(input), by: .patch)
                world.time.advance(seconds: 60)
            }
            let read = try await world.send(.get, "\(Self.path)/m", token: tenant.token)
            #expect(read["price_version"] == 3 && read["price"]?["input"] == 3)
            let first = try await world.send(.get, "\(Self.path)/m/prices?limit=2", token: tenant.token)
            #expect(first["data"]?.array?.map { $0["version"] } == [1, 2] && first["has_more"] == true)
            #expect(first["data"]?.array?.map { $0["price"]?["input"] } == [1, 2])
            let rest = try await world.send(.get, "\(Self.path)/m/prices?after=2", token: tenant.token)
            #expect(rest["data"]?.array?.map { $0["version"] } == [3] && rest["has_more"] == false)
        }
    }

    @Test func `a price that is yet to come takes effect in its moment, and a later word takes its place`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m", Self.priced(1))
            let key = try await tenant.key()
            func version() async throws -> JSONValue? {
                let read = try await world.send(.get, "\(Self.path)/m", token: tenant.token)
                let verified = try await world.made(
                    "/v1/keys/verify", token: tenant.token, json: ["key": .string(key.secret), "model": "m"])
                #expect(verified["model"]?["price_version"] == read["price_version"])
                return read["price_version"]
            }
            let hour = world.time.now().adding(seconds: 3600).rfc3339
            let later = world.time.now().adding(seconds: 7200).rfc3339
            for json in [Self.priced(2, from: later), Self.priced(3, from: hour)] {
                _ = try await world.made("\(Self.path)/m", token: tenant.token, json: json, by: .patch)
            }
            #expect(try await version() == 1)
            world.time.advance(seconds: 3600)
            #expect(try await version() == 3)
            // The price of hour two was said before that of hour one: the last word counts.
            world.time.advance(seconds: 3600)
            #expect(try await version() == 3)
            _ = try await world.made("\(Self.path)/m", token: tenant.token, json: Self.priced(4), by: .patch)
            #expect(try await version() == 4)
        }
    }

    @Test func `a correction reaches back to where the price in force began, and no further`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m", Self.priced(1))
            let began = world.time.now()
            world.time.advance(seconds: 60)
            let before = try await world.send(
                .patch, "\(Self.path)/m", token: tenant.token,
                json: Self.priced(2, from: began.adding(seconds: -1).rfc3339))
            #expect(before.status == 400 && before.errorParam == "price.effective_from")
            let corrected = try await world.made(
                "\(Self.path)/m", token: tenant.token, json: Self.priced(2, from: began.rfc3339), by: .patch)
            #expect(corrected["price_version"] == 2)
        }
    }

    @Test func `prices that are yet to come are bounded`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m")
            for hour in 1...33 {
                let from = world.time.now().adding(seconds: Int64(hour) * 3600).rfc3339
                let reply = try await world.send(
                    .patch, "\(Self.path)/m", token: tenant.token, json: Self.priced(Double(hour), from: from))
                #expect(reply.status == (hour <= 32 ? 200 : 409), "\(reply.text)")
            }
        }
    }
}
