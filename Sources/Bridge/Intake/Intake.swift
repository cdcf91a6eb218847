internal import BoardCRM
public import Files
public import Listener
internal import Mapping
public import Outbox
public import Spam
public import Telemetry
internal import Wire

/// Takes posts on one event loop: who is it for, can it be read, what does it become. Everything that one round brings goes to the
/// store in one piece and is answered together, after the commit.
public struct Intake: RequestHandler {
    /// What every loop's intake shares.
    public struct Shared: Sendable {
        let settings: IntakeSettings
        let store: any SubmissionStore
        let ids: SubmissionIDSource
        let log: Log
        let spam: SpamMemory
        let stored: @Sendable () -> Void
        let asks: @Sendable () -> Void
        let fetches: @Sendable () -> Void
        let recorder: PostRecorder?
        /// Where files go; nil where no form may keep any.
        let files: FileStore?
        /// Addresses of files; nil where nobody said what the service is called outside.
        let links: FileLinks?

        /// - Parameters:
        ///   - settings: the forms in force.
        ///   - store: where posts are kept.
        ///   - ids: names submissions; every loop's posts take theirs from this one source.
        ///   - log: where each post leaves a line.
        ///   - spam: what the spam checks of all forms share.
        ///   - files: where files go.
        ///   - links: their addresses.
        ///   - asks: called after each commit that stored something which waits for a captcha's verdict, on the store's thread.
        ///   - fetches: the same, of what waits for something that was only announced.
        ///   - recorder: keeps the posts that forms record.
        ///   - stored: called after each commit that stored something, on the store's thread: the courier's wake-up.
        public init(
            settings: IntakeSettings, store: any SubmissionStore, ids: SubmissionIDSource, log: Log,
            spam: SpamMemory = SpamMemory(), files: FileStore? = nil, links: FileLinks? = nil,
            asks: @escaping @Sendable () -> Void = {},
            fetches: @escaping @Sendable () -> Void = {}, recorder: PostRecorder? = nil,
            stored: @escaping @Sendable () -> Void
        ) {
            self.settings = settings
            self.store = store
            self.ids = ids
            self.log = log
            self.spam = spam
            self.asks = asks
            self.fetches = fetches
            self.recorder = recorder
            self.files = files
            self.links = links
            self.stored = stored
        }
    }

    let shared: Shared
    private let mailbox: LoopMailbox
    private var version = -1
    private var forms: [String: IntakeForm] = [:]
    /// Where the last post went, by its head.
    private var lastForm: IntakeForm?
    private(set) var limits = WireLimits.standard
    /// The round's posts, and the array that their longer parts lie in.
    var batch: [NewSubmission] = []
    var bytes: [UInt8] = []
    var receipts: [Receipt] = []
    var log: LogBuffer
    /// Where the request that was looked at last belongs: to ``lastForm``, where there is no route.
    private var latest: (id: RequestID?, route: Route?, content: PayloadReader.Description?) = (nil, nil, nil)

    /// The intake of the loop that `mailbox` belongs to.
    public init(_ shared: Shared, mailbox: LoopMailbox) {
        self.shared = shared
        self.mailbox = mailbox
        log = LogBuffer(shared.log)
    }

    // MARK: Requests

    /// Decides by the head whether the content is worth reading.
    public mutating func reception(of request: Request) -> Reception {
        takeNewSettings()
        latest.id = request.id
        latest.route = nil
        latest.content = nil
        // Most posts go where the last one went.
        if let form = lastForm, request.hasPath(form.path) { return reception(of: request, for: form) }
        let route = route(request)
        if case .form(let form) = route {
            lastForm = form
            return reception(of: request, for: form)
        }
        latest.route = route
        switch route {
        case .aid(let aid, let form):
            return .answer(answer(aid, of: form, to: request) ?? methodNotAllowed("GET, HEAD, OPTIONS"))
        case .fixed where !isReading(request), .words where !isReading(request), .file where !isReading(request):
            return .answer(methodNotAllowed("GET, HEAD"))
        case .fixed, .words, .file: return .content(limit: 0)
        case .form, .none: return .answer(ProblemDetails.response(status: 404, detail: "there is no such form"))
        }
    }

    /// Answers a whole request: a post that is sound is answered when it is stored.
    public mutating func respond(to request: consuming Request, as exchange: Exchange) -> Answer {
        let answer = answer(to: consume request, as: exchange)
        if bytes.count >= Self.largestRound { handOver() }
        return answer
    }

    private mutating func answer(to request: consuming Request, as exchange: Exchange) -> Answer {
        // As a rule it is the request that was looked at last; one whose content took its time finds today's forms.
        let isLatest = latest.id == request.id
        if isLatest, case nil = latest.route, let form = lastForm, !form.keepsFiles {
            return accept(consume request, latest.content.take(), for: form, as: exchange, nil)
        }
        let route = isLatest ? latest.route ?? lastForm.map { .form($0) } ?? .none : route(request)
        // Only what is there in one piece is never an upload.
        if !isLatest || route.keepsFiles, let upload = shared.files?.take(request.id) {
            if case .form(let form) = route { return accept(upload, consume request, for: form, as: exchange) }
            // Its form has gone meanwhile.
            upload.discard()
        }
        switch route {
        case .form(let form):
            return accept(consume request, isLatest ? latest.content.take() : nil, for: form, as: exchange, nil)
        case .file: return answerWithFile(request, exchange, mailbox)
        case .words(let form): return .now(ScriptWords.response(to: request, for: form))
        case .fixed(let path): return respond(path, request, exchange)
        case .none, .aid: return .now(ProblemDetails.response(status: 404, detail: "there is no such form"))
        }
    }

    /// A post to a form that cannot be taken: a browser gets its page, and a script of an allowed origin may read why.
    public mutating func refusal(of request: Request, status: Int, detail: String) -> Response? {
        guard case .form(let form) = route(request) else { return nil }
        return refusal(request, form, status: status, detail)
    }

    /// Hands the round's posts to the store.
    public mutating func roundEnded() {
        log.flush()
        if !batch.isEmpty { handOver() }
    }

    private mutating func handOver() {
        let (receipts, shared, mailbox) = (receipts, shared, mailbox)
        for index in batch.indices { batch[index].parts.bytes = bytes }
        let submissions = batch
        // A round like the last one finds room for all of it.
        let size = min(bytes.count, Self.keptRoom)
        bytes = []
        bytes.reserveCapacity(size)
        batch = []
        batch.reserveCapacity(submissions.count)
        self.receipts = []
        self.receipts.reserveCapacity(receipts.count)
        shared.store.append(submissions, waking: mailbox) { result in
            let round = SettledRound(receipts: receipts, result: result)
            mailbox.leave(round)
            round.settleSpam(shared)
            if round.awaitsFetch { shared.fetches() }
            if round.storedAny { shared.stored() }
        }
    }

    /// A round that holds so much is handed over before it ends: hundreds of large posts in one array would be there twice while it grows.
    private static let largestRound = 1 << 20

    /// Room for the posts of a busy round; a larger one makes its own.
    private static let keptRoom = 256 * 1024

    private mutating func takeNewSettings() {
        guard let snapshot = shared.settings.current(after: &version) else { return }
        forms = snapshot.forms
        lastForm = nil
        limits.maxFields = snapshot.fieldLimit
        limits.maxParts = snapshot.fieldLimit
    }

    // MARK: Routes

    private enum Route {
        case form(IntakeForm)
        /// What the script says to the form's visitors.
        case words(IntakeForm)
        case fixed(FixedPath)
        case aid(Aid, IntakeForm)
        case file
        case none

        var keepsFiles: Bool { if case .form(let form) = self { form.keepsFiles } else { false } }
    }

    private enum FixedPath: String, CaseIterable {
        case healthz = "/healthz"
        case readyz = "/readyz"
        case stylesheet = "/assets/message.css"
        case pageScript = "/assets/message.js"
        case embed = "/embed.js"
    }

    private func route(_ request: Request) -> Route {
        if let form = lastForm, request.hasPath(form.path) { return .form(form) }
        let path = request.bytes[request.head.path]
        if path.count > 3, path.starts(with: "/f/".utf8) {
            let rest = String(decoding: path.dropFirst(3), as: UTF8.self)
            if let (name, aid) = Aid.find(rest), let form = forms[name], form.settings.enabled {
                return .aid(aid, form)
            }
            if rest.hasSuffix("/words"), let form = forms[String(rest.dropLast(6))], form.settings.enabled {
                return .words(form)
            }
            let name = path.dropFirst(3).prefix { $0 != UInt8(ascii: "/") }
            guard let form = forms[String(decoding: name, as: UTF8.self)],
                name.count + 3 == path.count || form.takesPathToken
            else { return .none }
            return .form(form)
        }
        for fixed in FixedPath.allCases where request.hasPath(fixed.rawValue) { return .fixed(fixed) }
        return FileDesk.isFor(path) ? .file : .none
    }

    private func respond(_ path: FixedPath, _ request: Request, _ exchange: Exchange) -> Answer {
        switch path {
        case .healthz:
            return .now(Health.alive)
        case .stylesheet: return .now(PublicFile.stylesheet.response(to: request))
        case .pageScript: return .now(PublicFile.pageScript.response(to: request))
        case .embed: return .now(PublicFile.embed.response(to: request))
        case .readyz:
            let (store, mailbox) = (shared.store, mailbox)
            Task { mailbox.deliver([(exchange, await Health.readiness(of: store))]) }
            return .later()
        }
    }

    private func isReading(_ request: Request) -> Bool { request.head.method == .get || request.head.method == .head }

    private func methodNotAllowed(_ allowed: String) -> Response {
        var response = ProblemDetails.response(status: 405, detail: "the methods here are \(allowed)")
        response.add("Allow", allowed)
        return response
    }

    // MARK: Forms

    private mutating func reception(of request: Request, for form: IntakeForm) -> Reception {
        if form.isSpecial, let response = specialReception(of: request, for: form) { return .answer(response) }
        switch request.head.method {
        case .post: break
        case .options: return .answer(preflight(request, form))
        default: return .answer(methodNotAllowed(form.methods))
        }
        guard form.allows(request) else { return .answer(originRefusal(request, form)) }
        // What a stranger sends counts for nobody: of those who prove themselves it is counted after that.
        if form.settings.verifier == nil, let refusal = tooMany(request, form) { return .answer(refusal) }
        if PostKey.isTooLong(request) {
            return .answer(
                refusal(request, form, status: 400, "Idempotency-Key and webhook-id have 255 characters at most"))
        }
        if isCoded(request) {
            var answer = refusal(
                request, form, status: 415, "Content-Encoding is not taken here: send the content as it is")
            // RFC 9110, 12.5.3: it tells apart what is wrong, the coding or the type.
            answer.add("Accept-Encoding", "identity")
            return .answer(answer)
        }
        // Who has to prove himself is told nothing of what may be posted before.
        if form.settings.verifier != nil {
            return form.keepsFiles ? receptionOfStranger(of: request, for: form) : .content(limit: form.contentLimit)
        }
        // What cannot be read is to be recorded, and so has to come; what may bring files is read as it comes.
        if form.records, !form.keepsFiles { return .content(limit: form.contentLimit) }
        do throws(PayloadReader.Refusal) {
            latest.content = try PayloadReader.describe(request, for: form.settings.sender)
        } catch {
            return .answer(refusal(request, form, error))
        }
        if form.keepsFiles, let description = latest.content, description.hasBoundary {
            return reception(of: request, with: description, for: form)
        }
        return .content(limit: form.contentLimit)
    }

    /// Whether any of its Content-Encoding fields names a coding (RFC 9110, 8.4): several fields are one list.
    private func isCoded(_ request: Request) -> Bool {
        for field in request.head.fields where field.known == .contentEncoding {
            if request.text(field.value).lowercased() != "identity" { return true }
        }
        return false
    }

    /// CORS preflight (Fetch, 4.8): the answer to a page that asks before it posts.
    private func preflight(_ request: Request, _ form: IntakeForm) -> Response {
        var response = Response(status: 204)
        response.add("Allow", form.methods)
        let origin = request.text(of: .origin)
        form.addCrossOriginFields(for: origin, to: &response)
        if let origin, form.settings.origins.allow(origin) {
            response.add("Access-Control-Allow-Methods", "POST")
            response.add("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
            response.add("Access-Control-Max-Age", "7200")
        }
        return response
    }

    mutating func accept(
        _ request: consuming Request, _ known: consuming PayloadReader.Description?, for form: IntakeForm,
        as exchange: Exchange, _ upload: Upload?
    ) -> Answer {
        if form.isSpecial, let response = refusalOfStranger(request, for: form) { return .now(response) }
        if form.settings.verifier != nil, let refusal = tooMany(request, form) { return .now(refusal) }
        var payload: Payload
        let description: PayloadReader.Description
        do throws(PayloadReader.Refusal) {
            description = if let known { known } else { try PayloadReader.describe(request, for: form.settings.sender) }
            payload = try PayloadReader.read(
                request.contentBytes, in: request.contentRange, as: description, limits: limits)
        } catch {
            if form.records {
                let reason = error.explanation(accepting: form.settings.sender.accepts)
                record(request, for: form, status: error.status, reason)
            }
            return .now(refusal(request, form, error))
        }
        if form.isSpecial, let response = answerToTest(request, payload, for: form) { return .now(response) }
        let mapping = form.settings.mapping
        let headerKey = PostKey.header(of: request, form: form.settings.name)
        let visitor = wantsPage(request, form) ? visit(request, form, payload, description) : nil
        var post = Post(
            request: consume request, description: consume description, form: form, exchange: exchange,
            headerKey: consume headerKey, visit: consume visitor)
        if let upload { attach(upload, to: &payload, of: &post) }
        if mapping.hasEach { return accept(mapping.parts(of: payload), of: post, payload) }
        let id = shared.ids.next()
        let context = IntakeContext.make(post.request, for: form.settings, id: id, limits: limits)
        let start = bytes.count
        var problems =
            form.awaitsFetch
            ? notice(PostPart(payload)) : mapping.encode(payload, context: context, behind: &bytes)
        if upload != nil { addFileProblems(of: post, to: &problems, start) }
        var entry = Entry(id: id, deal: start..<bytes.count, problems: problems, isHeld: !form.settings.enabled)
        if mapping.mayIgnore {
            entry.ignored = mapping.reasonToIgnore(PostPart(payload), context: context, isFetched: !form.awaitsFetch)
        }
        if form.records, entry.ignored == nil { record(post, problems) }
        if entry.isRefused(by: form) { return .now(refusal(of: post, problems)) }
        if mapping.hasDedupeKey { entry.eventKey = mapping.dedupeKey(of: PostPart(payload), context: context) }
        if form.spam != nil { entry.opinion = opinion(of: payload, of: post) }
        let kept = keep(post)
        store(entry, of: post, kept)
        receipts.append(receipt(for: post, id, state: entry.state, opinion: entry.opinion))
        return .later(keeping: bytes.count - start)
    }

    private func visit(
        _ request: Request, _ form: IntakeForm, _ payload: Payload, _ description: PayloadReader.Description
    ) -> Visit {
        let fields: FormFields? = if case .fields(let fields) = payload { fields } else { nil }
        return Visit(request, for: form, fields, isMultipart: description.hasBoundary)
    }
}

extension LoopMailbox: Wakeable {}
