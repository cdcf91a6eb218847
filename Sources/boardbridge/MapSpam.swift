internal import Bridge
internal import Mapping
internal import Spam
internal import Telemetry
internal import Wire

/// What a form's spam checks would say of a post that is only tried.
enum MapSpam {
    /// Says it where they count anything.
    static func note(_ post: MappingTrial.Post, by form: FormSettings, _ limits: LimitSettings, explains: Bool) {
        guard var local = form.spam, let (payload, _) = try? MappingTrial.read(post, for: form, limits: limits) else {
            return
        }
        // These need the page, another server, or what came before.
        let others = [
            ("time", local.time != nil), ("altcha", local.altcha != nil), ("captcha", local.captcha != nil),
            ("repeats", local.repeats != nil),
        ].filter(\.1).map(\.0)
        (local.time, local.altcha, local.captcha, local.repeats) = (nil, nil, nil, nil)
        let judge = SpamJudge(local, form: form.name)
        guard judge.judges || explains && !others.isEmpty else { return }
        let verdict = judge.judge(payload, at: WallClock.milliseconds(), SpamMemory(capacity: 1 << 8)).verdict
        let unseen = others.isEmpty ? "" : "; \(others.joined(separator: ", ")) cannot be tried here"
        if verdict.score > 0 {
            let end = verdict.isSpam ? "it would be kept as spam, and not be delivered" : "it would be delivered"
            Terminal.error("note: spam checks: \(Terminal.visible(verdict.words)): \(end)\(unseen)")
        } else if explains {
            Terminal.error("note: spam checks: nothing found\(unseen)")
        }
    }
}
