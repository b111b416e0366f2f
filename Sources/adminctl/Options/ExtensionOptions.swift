import ArgumentParser
import Foundation
import Wire

/// Until when the old secret shall live.
struct ExtensionOptions: ParsableArguments {
    @Option(
        help: .init(
            "When the old secret ends: 2027-01-01T00:00:00Z, 2027-01-01 (in UTC), or 7d from now.", valueName: "when"))
    var until: ExpiryArgument

    var body: ExtendRotationBody {
        switch until {
        case .at(let instant): ExtendRotationBody(endsAt: instant)
        // The server's clock counts: a span is sent as a span.
        case .after(let duration): ExtendRotationBody(transitionSeconds: duration.seconds)
        }
    }
}
