import Domain
import Policy

enum RotationSchemas {
    static var rotate: Schema {
        .request(
            "How to replace a secret. An empty body takes the server's setting.",
            [
                .optional("transition_seconds", .integer(transitionMeaning, KeyRules.transitionSeconds)),
                .optional(
                    "force",
                    .flag("Rotate although a rotation is under way: its old secret ends at once. Default false.")),
            ])
    }

    static var rotation: Schema {
        .reply(
            "The time in which an old secret and the new one both work.",
            [
                .required("began_at", .instant("When the new secret was made.")),
                .required("ends_at", .instant("When the old secret stops working.")),
            ])
    }

    static var state: Schema {
        .reply(
            "Where a rotation stands.",
            [
                .object("rotation"),
                .required("in_transition", .flag("Whether an old secret still works.")),
                .required(
                    "began_at", .instant("When the new secret was made; null with no rotation under way.").orNull),
                .required("ends_at", .instant("When the old secret stops working.").orNull),
                .required("started_by", .text("`client:<id>` or `key:<id>`.").orNull),
                .required(
                    "secrets",
                    .list(
                        of: .reference(.rotationSecret), "The secrets that work, the current one first.", count: 1...2)),
            ])
    }

    static var secret: Schema {
        .reply(
            "One secret, and who still uses it.",
            [
                .required("secret", .text("Its masked form.")),
                .required("state", .word(of: ["current", "outgoing"], "Whether it is the new one or the old one.")),
                .required("created_at", .instant("When it was made.")),
                .required("last_used_at", .instant("Its last use, to the minute; null before the first.").orNull),
                .required("last_used_address", .text("From where, as far as that is known.").orNull),
                .required("last_used_user_agent", .text("What its caller called itself, if that was told.").orNull),
            ])
    }

    static var extend: Schema {
        .request(
            "A later end for a transition: one of the two.",
            [
                .optional("ends_at", .instant("The new end.")),
                .optional("transition_seconds", .integer("The new end, counted from now.", KeyRules.transitionSeconds)),
            ]
        ).withOne(of: "ends_at", "transition_seconds")
    }

    /// In replies the bounds are always there.
    static var policy: Schema {
        .request(
            "A plan for rotations: a period, or one date. It reminds, and may disable; it never rotates by itself.",
            [
                .optional("rotation_period", .word(of: ["weekly", "monthly", "quarterly"], "How often.")),
                .optional("rotation_period_days", .integer("How often, in days.", RotationRules.periodDays)),
                .optional("next_rotation_at", .instant("The one date; in the future.")),
                .optional(
                    "announce_days",
                    .integer("How long before the date it is announced.", RotationRules.announceDays).absent(means: 7)),
                .optional(
                    "on_overdue",
                    .word(of: RotationPolicy.OnOverdue.self, "What becomes of a key that nobody rotates.")
                        .absent(means: "keep")),
                .optional(
                    "grace_days",
                    .integer("How long after the date it is disabled.", RotationRules.graceDays).absent(means: 7)),
            ]
        ).withOne(of: "rotation_period", "rotation_period_days", "next_rotation_at")
    }

    private static let transitionMeaning = """
        How long the old secret keeps working, in seconds; 0 ends it at once. Absent: the setting \
        rotation.transition_seconds.
        """
}
