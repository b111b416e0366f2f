import Domain
import Testing

@testable import Policy

struct FallbackWarningTests {
    private func candidate(
        _ price: PriceState = .free, capabilities: [ModelCapability] = [.chat], window: Int64? = nil,
        isEnabled: Bool = true, isAllowed: Bool = true
    ) -> FallbackCandidate {
        let epoch = Instant(milliseconds: 0)
        let model = Model(
            id: .numbered(1), organizationID: nil, name: ModelName("m")!, provider: "p", upstreamModel: "m",
            ownedBy: "p", description: "", capabilities: capabilities, contextWindow: window, maximumTokens: nil,
            timeoutMilliseconds: nil, streamTimeoutMilliseconds: nil, isEnabled: isEnabled, createdAt: epoch,
            updatedAt: epoch)
        return FallbackCandidate(model: model, price: price, isAllowed: isAllowed)
    }

    private func priced(_ input: Int64, _ output: Int64, perImage: Int64? = nil) -> PriceState {
        .priced(
            ModelPrice(input: NanoDollars(input), output: NanoDollars(output), perImage: perImage.map(NanoDollars.init))
        )
    }

    private func codes(_ target: FallbackCandidate, for asked: FallbackCandidate?) -> [FallbackWarning.Code] {
        target.warnings(takingOverFor: asked).map(\.code)
    }

    @Test func `an equal model is worth no warning`() {
        let model = candidate(priced(5, 5), window: 8)
        #expect(codes(model, for: model).isEmpty)
    }

    @Test func `what cannot be used, or does less, is said in full`() {
        let asked = candidate(capabilities: [.chat, .tools, .vision], window: 1000)
        let target = candidate(.unpriced, capabilities: [.chat], window: 999, isEnabled: false, isAllowed: false)
        #expect(
            target.warnings(takingOverFor: asked) == [
                .disabled, .notAllowed, .missingCapabilities([.tools, .vision]), .smallerContextWindow(999, than: 1000),
                .unpriced,
            ])
        #expect(codes(target, for: nil) == [.disabled, .notAllowed, .unpriced])
    }

    @Test func `a window of which nothing is known is not called smaller`() {
        #expect(codes(candidate(window: nil), for: candidate(window: 1000)).isEmpty)
        #expect(codes(candidate(window: 10), for: candidate(window: nil)).isEmpty)
    }

    @Test func `twice the price is not much dearer, and a nano-dollar more is`() {
        let asked = candidate(priced(100, 100, perImage: 7))
        #expect(codes(candidate(priced(200, 200, perImage: 14)), for: asked).isEmpty)
        #expect(codes(candidate(priced(201, 1)), for: asked) == [.muchDearer])
        #expect(codes(candidate(priced(1, 201)), for: asked) == [.muchDearer])
        #expect(codes(candidate(priced(1, 1, perImage: 15)), for: asked) == [.muchDearer])
        #expect(codes(candidate(priced(.max, .max)), for: candidate(priced(.max, .max))).isEmpty)
    }

    @Test func `anything costs much more than what is free, and nothing than what has no price`() {
        #expect(codes(candidate(priced(1, 0)), for: candidate(.free)) == [.muchDearer])
        #expect(codes(candidate(priced(0, 0)), for: candidate(.free)).isEmpty)
        #expect(codes(candidate(priced(100, 100)), for: candidate(.unpriced)).isEmpty)
    }
}
