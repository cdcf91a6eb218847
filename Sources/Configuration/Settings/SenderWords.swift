/// What people call a sender, where that is not near to its preset's name.
enum SenderWords {
    /// The preset that is meant by a name; nil where none is.
    static func meant(by name: String, among known: [String]) -> String? {
        let word = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        guard let meant = known.first(where: { $0.filter { $0 != "-" } == word }) ?? others[word] else { return nil }
        return known.contains(meant) ? meant : nil
    }

    private static let others: [String: String] = {
        let words: [(String, String)] = [
            ("meta-lead-ads", "facebook facebookads facebookleadads facebookleads fb fbads instagram meta metaads"),
            ("google-ads", "google googleleads googleleadform googlelead adwords leadform"),
            ("linkedin", "linkedinads leadgen linkedinleadgen"), ("tiktok", "tiktokads tiktokleads bytedance"),
            ("contact-form-7", "cf7 contactform wpcf7"), ("wpforms", "wordpress wp wpform"),
            ("elementor", "elementorpro elementorforms"), ("gravity-forms", "gravity gf"),
            ("fluent-forms", "fluent fluentform"), ("ninja-forms", "ninja ninjaform"),
            ("make", "integromat makecom"), ("shopify", "shop"), ("stripe", "stripecheckout payments"),
            ("tilda", "tildacc tildaws"), ("typeform", "typeformcom videoask"), ("calendly", "calendlycom"),
            ("hubspot", "hubspotforms"), ("squarespace", "squarespaceforms"), ("webflow", "webflowforms"),
            ("browser", "html form website web webform site page javascript js ajax fetch landing landingpage react"),
            ("json", "webhook webhooks api rest http https custom any other generic n8n curl script post urlencoded"),
        ]
        var table: [String: String] = [:]
        for (preset, others) in words {
            for other in others.split(separator: " ") { table[other.filter { $0 != "-" }] = preset }
        }
        return table
    }()
}
