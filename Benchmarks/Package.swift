// swift-tools-version: 6.2
import PackageDescription

/// What `make bench` measures against and with. A package of its own, so that nobody who builds the two programs builds
/// this; `admind` is built as part of it, so that it and the baseline share compiler, flags and dependencies.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "keyhold-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "keyhold", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "baseline", dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
            swiftSettings: strict),
        .executableTarget(
            name: "seed", dependencies: [.product(name: "KeyholdStorage", package: "keyhold")], swiftSettings: strict),
    ]
)
