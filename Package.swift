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

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "keyhold",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

        ours("Domain"),
        ours("Policy", ["Domain"]),
        ours("KeyVault", ["Domain", "COpenSSL"]),
        tests("KeyVaultTests", ["KeyVault", "Domain"]),
    ]
)
