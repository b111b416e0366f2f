import Domain
import Storage
import TestSupport
import Testing

@testable import Admission

struct ModelCatalogueTests {
    private let source = UUIDv7Source()
    private let now = FixedTime.start

    private func entry(
        _ name: String, in organization: OrganizationID?, id: ModelID? = nil, prices: [(Int64, PriceState)] = []
    ) throws -> ModelEntry {
        let id = id ?? source.next(Model.self, at: now)
        let model = Model(
            id: id, organizationID: organization, name: try #require(ModelName(name)), provider: "p",
            upstreamModel: name, ownedBy: "p", description: "", capabilities: [], contextWindow: nil,
            maximumTokens: 7, timeoutMilliseconds: nil, streamTimeoutMilliseconds: nil, isEnabled: true,
            createdAt: now, updatedAt: now)
        let versions = prices.enumerated().map { index, price in
            PriceVersion(
                modelID: id, version: Int64(index + 1), state: price.1, effectiveFrom: now.adding(seconds: price.0),
                createdAt: now)
        }
        return ModelEntry(model, prices: versions.reversed())
    }

    private func found(_ text: String, _ organization: OrganizationID?, _ catalogue: ModelCatalogue) -> ModelID? {
        catalogue.find(text, for: organization).entry?.model.id
    }

    @Test func `a model is found by name and id in its organization alone, and the platform's in all`() throws {
        let catalogue = ModelCatalogue()
        let (mine, theirs) = (source.next(Organization.self, at: now), source.next(Organization.self, at: now))
        guard case .uncatalogued = catalogue.find("a", for: mine) else { throw Unexpected() }
        let (own, shared) = (try entry("a", in: mine), try entry("b", in: nil))
        catalogue.put(own)
        guard case .uncatalogued = catalogue.find("a", for: theirs) else { throw Unexpected() }
        catalogue.put(shared)
        for text in ["a", own.model.id.text] {
            #expect(found(text, mine, catalogue) == own.model.id)
            #expect(found(text, theirs, catalogue) == nil && found(text, nil, catalogue) == nil)
        }
        for organization in [mine, theirs, nil] {
            for text in ["b", shared.model.id.text] {
                #expect(found(text, organization, catalogue) == shared.model.id)
            }
        }
    }

    @Test func `an alias means its model until it is taken away, and goes with it`() throws {
        let catalogue = ModelCatalogue()
        let mine = source.next(Organization.self, at: now)
        func aliased(_ name: String, _ aliases: [String], _ id: ModelID? = nil) throws -> ModelEntry {
            var model = try entry(name, in: mine, id: id).model
            model.aliases = aliases.compactMap { ModelName($0) }
            return ModelEntry(model, prices: [])
        }
        let model = try aliased("a", ["b", "c"])
        catalogue.put(model)
        for text in ["a", "b", "c"] { #expect(found(text, mine, catalogue) == model.model.id) }
        #expect(catalogue.visible(to: mine).count == 1)
        catalogue.put(try aliased("d", ["c"], model.model.id))
        #expect(found("b", mine, catalogue) == nil && found("a", mine, catalogue) == nil)
        #expect(found("c", mine, catalogue) == model.model.id)
        // Also where who removes it knows it as it was before.
        catalogue.remove(model.model)
        for text in ["a", "b", "c", "d"] { #expect(found(text, mine, catalogue) == nil) }
    }

    @Test func `a renamed model is not found by its old name, and a removed one by none`() throws {
        let catalogue = ModelCatalogue()
        let mine = source.next(Organization.self, at: now)
        let old = try entry("old", in: mine)
        catalogue.put(try entry("other", in: mine))
        catalogue.put(old)
        let new = try entry("new", in: mine, id: old.model.id)
        catalogue.put(new)
        #expect(found("old", mine, catalogue) == nil && found("new", mine, catalogue) == old.model.id)
        catalogue.remove(new.model)
        #expect(found("new", mine, catalogue) == nil && found(old.model.id.text, mine, catalogue) == nil)
        #expect(catalogue.visible(to: mine).map(\.reference.name) == ["other"])
    }

    @Test func `an organization's own stands in front of the platform's, in the list too`() throws {
        let catalogue = ModelCatalogue()
        let mine = source.next(Organization.self, at: now)
        let (shared, own) = (try entry("a", in: nil), try entry("a", in: mine))
        for each in [shared, own, try entry("b", in: nil)] { catalogue.put(each) }
        #expect(found(shared.model.id.text, mine, catalogue) == own.model.id)
        #expect(catalogue.visible(to: mine).map(\.reference.name) == ["a", "b"])
        catalogue.removeAll(in: mine)
        #expect(found("a", mine, catalogue) == shared.model.id)
    }

    @Test func `the price of a call is the highest version that has begun`() throws {
        let priced = PriceState.priced(ModelPrice(input: NanoDollars(5), output: .zero))
        let model = try entry("a", in: nil, prices: [(0, .free), (3600, priced), (60, .unpriced)])
        for (second, version, state) in [(0, 1, .free), (59, 1, .free), (60, 3, .unpriced), (7200, 3, .unpriced)]
            as [(Int64, Int64, PriceState)]
        {
            let call = model.callModel(at: now.adding(seconds: second))
            #expect(call.priceVersion == version && call.price == state)
        }
        #expect(model.callModel(at: now.adding(seconds: -1)).priceVersion == nil)
        #expect(model.callModel(at: now.adding(seconds: -1)).price == .unpriced)
        #expect(model.callModel(at: now).maximumTokens == 7)
    }

    private struct Unexpected: Error {}
}
