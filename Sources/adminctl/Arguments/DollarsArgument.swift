import ArgumentParser
import Foundation
import Wire

/// An amount of US dollars: digits with up to nine places, kept exactly.
struct DollarsArgument: ExpressibleByArgument, Equatable {
    let body: DollarsBody

    init?(argument: String) {
        guard argument.wholeMatch(of: /[0-9]{1,10}(\.[0-9]{1,9})?/) != nil,
            let value = Decimal(string: argument, locale: Locale(identifier: "en_US_POSIX"))
        else { return nil }
        body = DollarsBody(value)
    }
}
