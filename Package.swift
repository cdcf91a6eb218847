// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built alike: Swift 6, strict memory safety, no warning let through.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestKit"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "BoardBridge",
    products: [.executable(name: "boardbridge", targets: ["boardbridge"])],
    targets: [
        // System libraries: a module map or a thin shim each.
        .target(name: "CLinux"),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CCrypto"),
        .target(
            name: "CPhoneNumber",
            linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("protobuf"), .linkedLibrary("stdc++")]),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
        .target(name: "CMagic", linkerSettings: [.linkedLibrary("magic")]),
        .target(name: "CJQ", linkerSettings: [.linkedLibrary("jq")]),
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),

        // Arrows point down only: a module depends on modules below it in this list.
        module("Wire", ["CSimdJSON"]),
        module("Telemetry", ["CLinux"]),
        module("Crypto", ["CCrypto"]),
        .target(
            name: "Benchmark", dependencies: ["Wire", "CLinux"], resources: [.embedInCode("samples")],
            swiftSettings: strict),
        module("Listener", ["Wire", "Telemetry", "CLinux"]),
        module("Verification", ["Crypto", "Listener", "Wire"]),
        module("HTTPClient", ["CCurl", "CLinux"]),
        module("BoardCRM", ["HTTPClient", "Wire", "CZlib"]),
        module("Mapping", ["BoardCRM", "Wire", "CPhoneNumber", "CICU", "CJQ"]),
        module("Outbox", ["Wire"]),
        module("Spam", ["BoardCRM", "Crypto", "Wire"]),
        module("Files", ["Outbox", "Listener", "Crypto", "Telemetry", "Wire", "CMagic"]),
        module("Alarms", ["Outbox", "BoardCRM", "HTTPClient", "Telemetry", "Wire"]),
        module("OutboxSQLite", ["Outbox", "CSQLite", "CLinux"]),
        .target(
            name: "Sandbox", dependencies: ["BoardCRM", "Listener", "Telemetry", "Wire"],
            resources: [.embedInCode("pages")],
            // Tests have it write files of a hundred thousand deals: built for debugging, it would be what they wait for.
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "SampleSite", dependencies: ["Listener", "Telemetry", "Wire"], resources: [.embedInCode("pages")],
            swiftSettings: strict),
        .target(
            name: "Bridge",
            dependencies: [
                "Alarms", "Files", "Mapping", "Outbox", "BoardCRM", "Crypto", "HTTPClient", "Listener", "Spam",
                "Telemetry",
                "Verification",
                "Wire",
            ],
            resources: [
                .embedInCode("senders"), .embedInCode("pages"), .embedInCode("languages"), .embedInCode("scripts"),
            ], swiftSettings: strict),
        module(
            "Configuration",
            [
                "Alarms", "Bridge", "Files", "Mapping", "BoardCRM", "HTTPClient", "Outbox", "Listener", "Spam",
                "Verification",
                "Crypto", "Wire", "CYAML",
            ]),
        module("Drafting", ["Mapping", "BoardCRM", "Wire"]),
        module("Trying", ["Bridge", "Files", "Mapping", "BoardCRM", "Outbox", "Spam", "Wire"]),
        .executableTarget(
            name: "boardbridge",
            dependencies: [
                "Alarms", "Configuration", "Crypto", "Drafting", "Files", "Trying", "Bridge", "Sandbox", "SampleSite",
                "OutboxSQLite",
                "Outbox",
                "Mapping", "BoardCRM", "HTTPClient", "Listener", "Benchmark", "Spam", "Verification", "Wire",
                "Telemetry",
            ],
            resources: [.embedInCode("demo")], swiftSettings: strict),

        // Tests mirror the sources; TestKit is what they share.
        .target(name: "TestKit", dependencies: ["CLinux"], path: "Tests/TestKit", swiftSettings: strict),
        tests("Wire", ["Wire"]),
        tests("Telemetry", ["Telemetry"]),
        tests("Benchmark", ["Benchmark", "Wire"]),
        tests("Verification", ["Verification", "Crypto", "Listener", "Wire"]),
        tests("Listener", ["Listener", "Bridge", "Configuration", "Mapping", "Outbox", "Wire", "Telemetry"]),
        tests("HTTPClient", ["HTTPClient", "CCurl", "Listener"]),
        tests("BoardCRM", ["BoardCRM", "HTTPClient", "Wire"]),
        tests("Mapping", ["Mapping", "BoardCRM", "Wire"]),
        tests("Outbox", ["Outbox", "OutboxSQLite"]),
        tests("Files", ["Files", "Listener", "Outbox", "Telemetry", "Wire"]),
        tests("Spam", ["Spam", "BoardCRM", "Crypto", "Wire"]),
        tests("Alarms", ["Alarms", "BoardCRM", "HTTPClient", "Outbox", "Telemetry", "Wire"]),
        tests("Sandbox", ["Sandbox", "Listener", "HTTPClient", "BoardCRM", "Telemetry", "Wire"]),
        tests("SampleSite", ["SampleSite", "Listener", "HTTPClient", "Telemetry"]),
        tests(
            "Bridge",
            [
                "Alarms", "Bridge", "Configuration", "Files", "Sandbox", "Mapping", "Outbox", "BoardCRM", "Listener",
                "HTTPClient", "OutboxSQLite", "Spam",
                "Telemetry", "Trying", "Crypto", "Verification", "Wire",
            ]),
        tests(
            "Configuration", ["Configuration", "Alarms", "Bridge", "Listener", "Mapping", "BoardCRM", "Outbox", "Wire"]),
        tests("Drafting", ["Drafting", "Trying", "Configuration", "Bridge", "Mapping", "BoardCRM", "Wire"]),
        tests("Trying", ["Trying", "Configuration", "Bridge", "Mapping", "BoardCRM", "Outbox", "Wire"]),
        tests("Integration", ["boardbridge", "Sandbox", "SampleSite", "BoardCRM", "Listener", "Wire"]),
    ],
    cxxLanguageStandard: .cxx17
)
