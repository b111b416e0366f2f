import Foundation

extension FrontProxy {
    /// The proxies that the repository ships a configuration for. The tests run these very files, with nothing changed but
    /// the ports that their first lines tell an operator to set.
    enum Kind: String, CaseIterable, Sendable {
        case nginx, envoy, caddy

        var file: String {
            switch self {
            case .nginx: "nginx-auth-request.conf"
            case .envoy: "envoy.yaml"
            case .caddy: "Caddyfile"
            }
        }

        /// What it says on standard error once its sockets are open.
        var openWords: String {
            switch self {
            case .nginx: "start worker process"
            case .envoy: "starting main dispatch loop"
            case .caddy: "serving initial configuration"
            }
        }

        /// nginx ends its workers before itself. The others have no children, and Envoy is deaf to SIGTERM where the thread
        /// that started it blocks that, as threads of Dispatch do.
        var stopSignal: Int32 { self == .nginx ? SIGTERM : SIGKILL }

        func command(_ file: String, _ folder: String) -> [String] {
            switch self {
            case .nginx: ["nginx", "-p", folder, "-c", file, "-e", "stderr"]
            case .envoy: ["envoy", "-c", file, "--concurrency", "1", "--disable-hot-restart"]
            case .caddy: ["caddy", "run", "--config", file, "--adapter", "caddyfile"]
            }
        }

        /// Where it finds its program, and keeps what it would keep elsewhere.
        func environment(_ folder: String) -> [String: String] {
            ["PATH": Self.path, "HOME": folder, "CADDY_ADMIN": "unix/\(folder)/admin.sock"]
        }

        /// The shipped file, with its own ports replaced.
        func configuration(_ folder: String, ports: [String: UInt16]) throws -> String {
            let shipped = try String(contentsOf: Self.root.appending(path: "config/\(file)"), encoding: .utf8)
            let mark = self == .envoy ? "port_value: " : ":"
            let site = ports.reduce(shipped) { $0.replacing(mark + $1.key, with: mark + String($1.value)) }
            return self == .nginx ? Self.nginxMain(folder) + site + "}\n" : site
        }

        private static var root: URL {
            (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        }

        /// Where pip leaves programs, by whichever of its ways, and where Debian leaves them that only root's PATH looks.
        private static let path: String = {
            let places = """
                import os, sysconfig
                print(sysconfig.get_path("scripts"))
                print(sysconfig.get_path("scripts", os.name + "_user"))
                """
            let pip = (try? Program.run("python3", ["-c", places]))?.lines ?? []
            let system = [Program.inherited["PATH"] ?? "/usr/bin:/bin", "/usr/sbin", "/usr/local/sbin"]
            return (pip + system).joined(separator: ":")
        }()

        /// What surrounds the shipped file in an nginx of anybody's, and keeps this one inside its folder.
        private static func nginxMain(_ folder: String) -> String {
            let user = getuid() == 0 ? "user root;\n" : ""
            let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            let folders = kinds.map { "\($0)_temp_path \(folder)/\($0);\n" }.joined()
            return """
                \(user)daemon off;
                worker_processes 1;
                pid \(folder)/nginx.pid;
                error_log stderr notice;
                events {}
                http {
                access_log off;
                \(folders)
                """ + "\n"
        }
    }
}
