internal import Listener
internal import Outbox
internal import Spam
internal import Telemetry
internal import Wire

/// What stands against spam. A form without `spam` has no judge, and pays for none of this.
extension Intake {
    /// What a page asks for before it posts.
    enum Aid: String, CaseIterable {
        /// A signed moment, for `_token`.
        case token
        /// A proof of work.
        case altcha

        /// The form and what is asked of it, by the path behind `/f/`.
        static func find(_ rest: String) -> (form: String, aid: Aid)? {
            guard let slash = rest.firstIndex(of: "/"), let aid = Aid(rawValue: String(rest[slash...].dropFirst()))
            else { return nil }
            return (String(rest[..<slash]), aid)
        }
    }

    /// The answer to who asks for it; nil where the method is none for it.
    mutating func answer(_ aid: Aid, of form: IntakeForm, to request: Request) -> Response? {
        if request.head.method == .options { return aidPreflight(request, form) }
        guard request.head.method == .get || request.head.method == .head else { return nil }
        let origin = request.text(of: .origin)
        guard form.allows(request) else {
            return refusal(request, form, status: 403, "posts from this origin are not taken here")
        }
        let content: [UInt8]
        switch aid {
        case .token: content = SpamJudge.token(for: form.settings.name, at: request.receivedAt, shared.spam)
        case .altcha:
            guard let challenge = form.spam?.challenge(at: request.receivedAt, shared.spam) else {
                return ProblemDetails.response(status: 404, detail: "this form asks for no proof of work")
            }
            content = challenge
        }
        var response = Response(status: 200, contentType: "application/json", content: content)
        response.add("Cache-Control", "no-store")
        form.addCrossOriginFields(for: origin, to: &response)
        return response
    }

    private func aidPreflight(_ request: Request, _ form: IntakeForm) -> Response {
        var response = Response(status: 204)
        response.add("Allow", "GET, HEAD, OPTIONS")
        let origin = request.text(of: .origin)
        form.addCrossOriginFields(for: origin, to: &response)
        if origin != nil, form.allows(request) {
            response.add("Access-Control-Allow-Methods", "GET, HEAD")
            response.add("Access-Control-Max-Age", "7200")
        }
        return response
    }

    // MARK: Rates

    /// The refusal of one post too many; nil where it may come. Its content is not read.
    mutating func tooMany(_ request: Request, _ form: IntakeForm) -> Response? {
        guard let judge = form.spam, judge.hasRates,
            let wait = judge.wait(for: request.clientSite, at: SteadyClock.nanoseconds(), shared.spam)
        else { return nil }
        var response = refusal(request, form, status: 429, "too many posts at once; please send it again in a while")
        response.add("Retry-After", String(Int((wait / .seconds(1)).rounded(.up))))
        return response
    }

    // MARK: Posts

    /// What the checks of a form make of a post; nil where it has none that look at posts.
    func opinion(of payload: Payload, of post: Post) -> SpamOpinion? {
        guard let judge = post.form.spam, judge.judges else { return nil }
        return judge.judge(payload, at: post.request.receivedAt, shared.spam)
    }
}

extension Intake.Entry {
    /// What is kept of the opinion; nil where nothing was found and nothing is open: that is most posts, and their own row says what looked at them.
    /// Only what would be delivered waits for a captcha's server.
    /// - Parameter key: what it takes when that says yes.
    func verdict(_ key: RepeatKey?) -> SpamRecord? {
        guard let opinion else { return nil }
        let question = waitsForVerdict ? opinion.token : nil
        if question == nil, opinion.verdict.reasons.isEmpty { return nil }
        return SpamRecord(score: opinion.verdict.score, reasons: opinion.verdict.json, question: question, key: key)
    }

    /// Whether a captcha's server has still to say what it is. Until then it has no key of its own: it may be a robot's, and an honest
    /// post under that key is no repeat of it.
    var waitsForVerdict: Bool { state == .pending && opinion?.token != nil }
}
