import Foundation

extension ClientConfiguration {
    static let systemTime: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
}
