import Domain
import TestSupport

@testable import Admission

extension NaiveLedger.Content {
    func settlement() throws(AdminError) -> Settlement {
        Settlement(
            usage: try TokenUsage(input: tokens, output: 0), cost: nil, model: Samples.cheap, named: nil,
            outcome: outcome)
    }
}

extension SimulatedOperation {
    /// Asks, and waits for the answer.
    func answer(_ books: LimitBooks, _ tenant: SimulatedTenant) async -> Answer {
        do throws(AdminError) {
            return try await ask(books, tenant)
        } catch {
            return .failed(error)
        }
    }

    private func ask(_ books: LimitBooks, _ tenant: SimulatedTenant) async throws(AdminError) -> Answer {
        switch kind {
        case .reserve(let key, let requestID, let tokens):
            let request = try ReserveRequest(requestID: requestID, ttlSeconds: tokens)
            return .decided(try await books.admit(try tenant.call(key, tokens: tokens), reserving: request))
        case .count(let key):
            return .decided(try await books.admit(try tenant.call(key, tokens: 1), reserving: nil))
        case .settle(let id, let content):
            return .ended(try await books.settle(id, in: tenant.id, try content.settlement()))
        case .release(let id): return .ended(try await books.release(id, in: tenant.id))
        case .extend(let id): return .ended(try await books.extend(id, in: tenant.id, ttlSeconds: Self.extension))
        case .find(let id): return .found(try await books.find(id, in: tenant.id))
        case .record(let key, let requestID, let content):
            let record = UsageRecord(
                call: try tenant.call(key, tokens: content.tokens), requestID: requestID,
                settlement: try content.settlement())
            return .recorded(try await books.record([record], in: tenant.id))
        case .correct(let chain, let correction):
            return .corrected(try await books.correct(chain, correction) { _ in { _ in } })
        case .reset:
            let policy = tenant.policies[0].id
            let groups = ["api_key:\(tenant.keys[0])"]
            guard let entity = try books.entity(valued: groups, of: policy, in: tenant.id) else { return .done }
            _ = try await books.reset(entity.id, of: policy, in: tenant.id) { _ in }
            return .done
        case .keepHouse:
            try await books.keepHouse()
            return .done
        }
    }
}

extension Simulation {
    /// Asks without waiting, as the calls' own way does.
    ///
    /// - Returns: the answer, and what it waits for; `nil` where there is no such way for it.
    func attempt(_ operation: SimulatedOperation) -> (SimulatedOperation.Answer, CommitTicket?)? {
        let (books, tenant) = (process.books, tenants[operation.tenant])
        do throws(AdminError) {
            switch operation.kind {
            case .reserve(let key, let requestID, let tokens):
                let request = try ReserveRequest(requestID: requestID, ttlSeconds: tokens)
                let (answer, ticket) = try books.admitNow(try tenant.call(key, tokens: tokens), reserving: request)
                return (.decided(answer), ticket)
            case .count(let key):
                let (answer, ticket) = try books.admitNow(try tenant.call(key, tokens: 1), reserving: nil)
                return (.decided(answer), ticket)
            case .settle(let id, let content):
                let settlement = try content.settlement()
                let ended = try books.settleNow(id, in: tenant.id, named: nil) { _ in settlement }
                return ended.map { (.ended($0.known), $0.ticket) }
            default: return nil
            }
        } catch {
            return (.failed(error), nil)
        }
    }
}
