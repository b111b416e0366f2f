import ArgumentParser
import Foundation
import Wire

/// An amount of US dollars: digits with up to nine places, kept exactly.
struct DollarsArgument: ExpressibleByArgument, Equatable {
    let body: DollarsBody

    init?(argument: String) {
        guard argument.wholeMatch(of: /[0-9]{1,10}(\.[0-9]{1,9})?/) != nil,
            let value = Decimal(string: argument, locale: Locale(identifier: "en_US_POSIX"))
        else {
            ArgumentReason.give("An amount is a number of dollars, at most nine digits after the point: 12, 0.25.")
            return nil
        }
        body = DollarsBody(value)
    }
}
