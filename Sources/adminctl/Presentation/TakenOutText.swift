import Wire

/// Says whose fallbacks a model was taken out of.
enum TakenOutText {
    static func say(_ lists: [FallbackListBody]?) {
        for list in lists ?? [] {
            let team = list.teamID.value.map { ", for the team \($0)" } ?? ""
            StandardError.say(SafeText.readable("Taken out of the fallbacks of \(list.id)\(team)."))
        }
    }
}
