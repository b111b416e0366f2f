import ArgumentParser
import Wire

/// `key=value`, or `key=value,value` for any of several.
struct ConditionArgument: ExpressibleByArgument, Equatable {
    let key: String
    let values: [String]

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex,
            argument.index(after: equals) != argument.endIndex
        else {
            ArgumentReason.give("A condition is key=value, or key=value,value: team_id=research, model=openai/*.")
            return nil
        }
        key = String(argument[..<equals])
        values = argument[argument.index(after: equals)...].split(separator: ",").map(String.init)
        guard !values.isEmpty else {
            ArgumentReason.give("A condition needs a value after its key: team_id=research.")
            return nil
        }
    }
}
