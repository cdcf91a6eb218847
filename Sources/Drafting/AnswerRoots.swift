/// Where in a known sender's payload the visitor's answers stand; all else is what the sender says of itself.
struct AnswerRoots {
    let prefixes: [String]

    func holds(_ leaf: Leaf) -> Bool {
        leaf.paths.contains { path in prefixes.contains { path.hasPrefix($0) } }
    }

    /// What tells a sender, and where its answers are (shapes as the senders' pages describe them).
    private static let known: [(mark: String, answers: [String])] = [
        ("form_response.answers[", ["form_response.answers", "form_response.hidden"]),  // Typeform
        ("data.fields[", ["data.fields["]),  // Tally
        ("submission.questions[", ["submission.questions[", "submission.urlParameters["]),  // Fillout
        ("questions[", ["questions[", "urlParameters["]),
        ("user_column_data[", ["user_column_data["]),  // Google Ads
        ("field_data[", ["field_data["]),  // Meta
        (
            "payload.questions_and_answers",
            [
                "payload.name", "payload.first_name", "payload.last_name", "payload.email",
                "payload.questions_and_answers", "payload.text_reminder_number",
            ]
        ),  // Calendly
        ("payload.data.", ["payload.data."]),  // Webflow
        ("json(rawRequest).", ["json(rawRequest).q"]),  // Jotform
        ("json(\"data.json\").", ["json(\"data.json\")."]),  // Unbounce
        ("fields[", ["fields["]),  // Elementor with advanced data
    ]

    /// nil for a sender that is not known: then everything counts.
    static func find(in leaves: [Leaf]) -> AnswerRoots? {
        known.first { mark, _ in leaves.contains { $0.paths.contains { $0.hasPrefix(mark) } } }
            .map { AnswerRoots(prefixes: $0.answers) }
    }
}
