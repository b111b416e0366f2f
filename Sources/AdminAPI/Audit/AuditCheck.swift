import Domain
import Storage

extension AdminService {
    /// Walks every audit chain and names each event that does not follow from the one before, or is not what was sealed;
    /// then holds the chains against their anchor, and names those whose end or whole is gone. Empty when all is well.
    public func auditProblems() async throws(AdminError) -> [String] {
        let vault = vault
        return try await database.read { transaction throws(AdminError) in
            var problems: [String] = []
            var before: AuditEvent?
            try transaction.auditEvents.forEachEvent { event throws(AdminError) in
                let follows = before?.organizationID == event.organizationID ? before : nil
                let name = "\(event.organizationID?.text ?? "platform") #\(event.sequence)"
                if event.sequence != (follows?.sequence ?? 0) + 1 {
                    problems.append("\(name): an event before it is missing")
                }
                if event.previousHash != follows?.hash ?? AuditChain.genesis {
                    problems.append("\(name): does not follow from the event before it")
                }
                if try AuditChain.hash(of: event) != event.hash {
                    problems.append("\(name): was changed after it was written")
                }
                before = event
            }
            let check = try transaction.serviceState.find(.vaultCheck)
            return try problems
                + AuditComparison(
                    vault, isPromised: try isAnchorPromised(check, transaction), transaction
                ).problems
        }
    }
}
