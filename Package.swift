// swift-tools-version: 6.2
import PackageDescription

/// Our own targets are held to a stricter standard than what they depend on: a warning there stops the build.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

func ours(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// What several test targets share.
func support(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let algorithms: Target.Dependency = .product(name: "Algorithms", package: "swift-algorithms")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTPTypes: [Target.Dependency] = ["NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOHTTPTypesHTTP2"].map {
    .product(name: $0, package: "swift-nio-extras")
}
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// The C interface of the SQLite that GRDB is linked with.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "keyhold",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "admind", targets: ["admind"]),
        .executable(name: "adminctl", targets: ["adminctl"]),
        // For Benchmarks/, which fills databases that no client could fill in time.
        .library(name: "KeyholdStorage", targets: ["Domain", "KeyVault", "Storage"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.45.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),

        .target(name: "CProcess"),

        ours("Domain"),
        // Starts other programs. Both sides do, and neither may link the other.
        ours("Spawn"),
        ours("Policy", ["Domain"]),
        ours("KeyVault", ["Domain", "Spawn", "COpenSSL", "CProcess"]),
        ours("Storage", ["Domain", "CProcess", grdb, sqlite], resources: [.embedInCode("Migrations")]),
        ours("Admission", ["Domain", "Policy", "KeyVault", "Storage", algorithms]),
        ours("OAuth", ["Domain", "KeyVault", "Storage"]),
        ours("Wire"),
        ours(
            "Edge",
            ["Domain", hummingbirdCore, nioCore, nioHTTP1, nioTLS, nioHTTP2, nioSSL, httpTypes, logging]
                + nioHTTPTypes),
        ours(
            "AdminAPI",
            [
                "Domain", "Policy", "KeyVault", "Storage", "Admission", "OAuth", "Wire", "CProcess", hummingbird,
                nioCore, nioPosix, nioHTTP1, httpTypes, logging,
            ]),
        program(
            "admind",
            [
                "AdminAPI", "Edge", "Admission", "OAuth", "Storage", "KeyVault", "Policy", "Domain", "Wire",
                hummingbird,
                hummingbirdCore, nioCore,
                lifecycle, signals, logging, httpTypes, arguments, yams, "CProcess",
            ]),

        ours("HTTPClient", ["CCurl"]),
        ours("AdminClient", ["Wire", "HTTPClient"]),
        // Finds secrets offline. A module of its own: the client side must not link the vault that mints them.
        ours("SecretScan", ["Spawn"]),
        program("adminctl", ["AdminClient", "SecretScan", "Spawn", "Wire", "CProcess", arguments, yams]),

        support("LoopbackSupport"),
        support(
            "TestSupport",
            ["AdminAPI", "Storage", "KeyVault", "Domain", hummingbird, nioCore, nioEmbedded, httpTypes, logging]),
        tests("ArchitectureTests", []),
        tests("DomainTests", ["Domain", "TestSupport"]),
        tests("SpawnTests", ["Spawn"]),
        tests("PolicyTests", ["Policy", "Domain", "TestSupport"]),
        tests("KeyVaultTests", ["KeyVault", "Domain"]),
        tests("StorageTests", ["Storage", "Domain"]),
        tests("AdmissionTests", ["Admission", "Policy", "KeyVault", "Storage", "Domain", "TestSupport"]),
        tests("OAuthTests", ["OAuth", "KeyVault", "Storage", "Domain", "TestSupport"]),
        tests(
            "AdminAPITests",
            [
                "AdminAPI", "Wire", "Domain", "Policy", "KeyVault", "Storage", "Admission", "OAuth", "TestSupport",
                httpTypes, nioCore, nioHTTP1,
            ]),
        tests(
            "EdgeTests",
            ["Edge", "Domain", "TestSupport", nioCore, nioEmbedded, nioHTTP1, httpTypes] + nioHTTPTypes),
        tests("AdmindTests", ["admind", "Storage", "KeyVault", "Domain", "TestSupport"]),
        tests("HTTPClientTests", ["HTTPClient", "LoopbackSupport"]),
        tests("AdminClientTests", ["AdminClient", "HTTPClient", "Wire", "LoopbackSupport"]),
        tests(
            "AdminCtlTests",
            ["adminctl", "AdminClient", "HTTPClient", "SecretScan", "Wire", "LoopbackSupport", arguments],
            exclude: ["Golden"]),
        tests("SecretScanTests", ["SecretScan", "LoopbackSupport"], exclude: ["Vectors"]),
        tests(
            "EndToEndTests",
            ["admind", "adminctl", "AdminClient", "HTTPClient", "Wire", "KeyVault", "LoopbackSupport"]),
    ]
)
