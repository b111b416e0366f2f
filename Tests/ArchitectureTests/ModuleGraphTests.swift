import Foundation
import Testing

/// Who may import whom: the graph of docs and design, held against the sources.
struct ModuleGraphTests {
    /// Our own modules that a target may import.
    static let graph: [String: Set<String>] = [
        "COpenSSL": [], "CCurl": [], "CProcess": [], "Domain": [], "Policy": ["Domain"], "Spawn": [],
        "KeyVault": ["Domain", "Spawn", "COpenSSL", "CProcess"],
        "Storage": ["Domain", "CProcess"], "Admission": ["Domain", "Policy", "KeyVault", "Storage"],
        "OAuth": ["Domain", "KeyVault", "Storage"], "Wire": [], "Edge": ["Domain"],
        "AdminAPI": ["Domain", "Policy", "KeyVault", "Storage", "Admission", "OAuth", "Wire", "CProcess"],
        "admind": [
            "Domain", "Policy", "KeyVault", "Storage", "Admission", "OAuth", "Wire", "AdminAPI", "Edge", "CProcess",
        ],
        "HTTPClient": ["CCurl"], "SecretScan": ["Spawn"], "AdminClient": ["Wire", "HTTPClient"],
        "adminctl": ["Wire", "AdminClient", "SecretScan", "Spawn", "CProcess"],
    ]

    /// What is not ours and may be imported in some places only.
    static let confined: [String: [String]] = [
        "GRDB": ["Storage/SQLite/"], "GRDBSQLite": ["Storage/SQLite/"],
        "COpenSSL": ["KeyVault/"], "CCurl": ["HTTPClient/"],
        "Hummingbird": ["AdminAPI/", "admind/"], "HummingbirdCore": ["admind/", "Edge/"],
        "NIOCore": ["AdminAPI/", "Edge/", "admind/Runtime/ListenerService.swift"], "NIOSSL": ["Edge/"],
        "NIOPosix": ["AdminAPI/BackgroundExecutor.swift"], "NIOTLS": ["Edge/"],
        "NIOHTTP1": ["Edge/", "AdminAPI/HotPath/"],
        "NIOHTTP2": ["Edge/"], "NIOHTTPTypes": ["Edge/"],
        "NIOHTTPTypesHTTP1": ["Edge/"], "NIOHTTPTypesHTTP2": ["Edge/"],
        "HTTPTypes": ["AdminAPI/", "admind/", "Edge/"], "ServiceLifecycle": ["admind/"], "UnixSignals": ["admind/"],
        "Algorithms": ["Admission/"], "ArgumentParser": ["admind/", "adminctl/"],
        "Yams": ["admind/", "adminctl/"], "Logging": ["AdminAPI/", "admind/", "Edge/"],
    ]

    static let free: Set<String> = ["Foundation", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin", "Testing"]

    @Test func `a target imports what the graph allows and nothing else`() throws {
        for file in try SourceFile.all() {
            let allowed = try #require(Self.graph[file.target], "\(file.path) is in no target of the graph")
            for module in file.imports {
                if Self.graph[module] != nil {
                    #expect(allowed.contains(module), "\(file.path) imports \(module)")
                } else {
                    #expect(
                        Self.free.contains(module) || Self.confined[module] != nil, "\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test func `what is confined is imported where it belongs and nowhere else`() throws {
        for file in try SourceFile.all() {
            for module in file.imports {
                guard let places = Self.confined[module] else { continue }
                #expect(places.contains { file.path.hasPrefix($0) }, "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `the scan sees the imports that there are`() throws {
        let files = try SourceFile.all()
        #expect(files.count > 100)
        #expect(files.contains { $0.target == "Storage" && $0.imports.contains("GRDB") })
        #expect(files.contains { $0.target == "KeyVault" && $0.imports.contains("COpenSSL") })
        let odd = SourceFile(path: "X/a.swift", text: "@testable import A\n    internal import B\nimport struct C.D\n")
        #expect(odd.imports == ["A", "B", "C"])
    }

    @Test func `the words know no transport, no text format and no database`() throws {
        for file in try SourceFile.all() where ["Domain", "Policy"].contains(file.target) {
            #expect(!file.code.contains("Codable") && !file.code.contains("JSON"), "\(file.path)")
        }
    }

    @Test func `no type is named after its module`() throws {
        for file in try SourceFile.all() {
            for module in Self.graph.keys {
                let declaration = try Regex("\\b(struct|class|enum|actor|protocol|typealias) \(module)\\b")
                #expect(file.code.firstMatch(of: declaration) == nil, "\(file.path)")
            }
        }
    }

    @Test func `only the storage speaks SQL`() throws {
        let sql = #/"(\s*)(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA|BEGIN|COMMIT) /#
        for file in try SourceFile.all() where file.target != "Storage" {
            #expect(file.code.firstMatch(of: sql) == nil, "\(file.path)")
            #expect(!file.code.contains("Statement("), "\(file.path)")
        }
    }

    @Test func `a secret is revealed in few places`() throws {
        let places = try SourceFile.all().filter { $0.code.contains(".revealSecret()") }.map(\.path)
        let known: Set<String> = [
            "AdminAPI/Routes/APIKey+Body.swift", "AdminAPI/Routes/ClientRoutes.swift",
            "AdminAPI/Routes/OAuthRoutes.swift", "AdminAPI/HotPath/PlainTokenForm.swift",
            "OAuth/ClientAuthenticator.swift",
        ]
        let server = places.filter {
            !["HTTPClient", "AdminClient", "adminctl", "KeyVault"].contains($0.prefix { $0 != "/" })
        }
        #expect(Set(server).subtracting(known).isEmpty, "\(server)")
    }
}
