import Domain
import Foundation
import TestSupport
import Testing

@testable import AdminAPI

/// What the chain of the trail is made of must never change: rows that were written years ago are checked by it.
struct AuditChainTests {
    private let id = AuditEventID("01890a5d-ac96-774b-bcce-b302099a8058")!

    private func hash(_ event: AuditEvent) throws -> String {
        try AuditChain.hash(of: event).map { String(format: "%02x", $0) }.joined()
    }

    /// The digests were computed by another program, from the definition.
    @Test func `an event's hash is over its fields, each after its length`() throws {
        let event = AuditEvent(
            id: id, organizationID: OrganizationID("01890a5d-ac96-774b-bcce-b302099a8057"), sequence: 7,
            occurredAt: Instant(milliseconds: 1_767_225_600_000), action: .keyCreate, actor: "client:x",
            target: "01890a5d-ac96-774b-bcce-b302099a8059", address: "192.0.2.1", requestID: "r-1",
            details: #"{"a":"Ä"}"#, previousHash: Array(0..<32), hash: [])
        #expect(try hash(event) == "fb68611cba373f6d6ef66bbc496ecc34d07d030ba3f909dd490084c78d985457")
        let first = AuditEvent(
            id: id, organizationID: nil, sequence: 1, occurredAt: Instant(milliseconds: 0), action: .policyReset,
            actor: "operator", target: "", address: nil, requestID: nil, details: "{}",
            previousHash: AuditChain.genesis, hash: [])
        #expect(try hash(first) == "11bf757d3cf0296d491728e77a60c3674442de77eb336ed3cb479f633abda220")
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `details are written as the encoder writes them`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for _ in 0..<1000 {
            let entries = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                (SampleJSON.text(&random), SampleJSON.text(&random))
            }
            let details = Dictionary(entries) { first, _ in first }
            #expect(details.jsonText(capacity: 1) == String(decoding: try encoder.encode(details), as: UTF8.self))
        }
    }
}
