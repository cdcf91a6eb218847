internal import Listener
internal import Mapping
internal import Outbox
internal import Spam
internal import Wire

extension Intake {
    /// A post whose content was read.
    struct Post {
        let request: Request
        let description: PayloadReader.Description
        let form: IntakeForm
        let exchange: Exchange
        /// What the sender says makes a repeat recognisable.
        let headerKey: [UInt8]?
        /// What a page of the answer is made of; nil where JSON is wanted.
        let visit: Visit?
        /// The files that came with it; nil where its form keeps none, or it can have none.
        var files: [StoredFile]?
        /// What is wrong with them.
        var fileProblems: [Problem] = []
    }

    /// One submission of a post, mapped.
    struct Entry {
        let id: SubmissionID
        /// Where the deal lies among the round's bytes; empty where there is none.
        let deal: Range<Int>
        let problems: [Problem]
        /// Whether a person has to let it go on, since its form is switched off.
        var isHeld = false
        /// Why it makes no deal though nothing is wrong with it.
        var ignored: String?
        /// The values of `dedupe`'s `key`.
        var eventKey: [UInt8]?
        /// Which element of the list of `each` it is, from 0.
        var part: Int?
        /// What the spam checks make of it; nil where none looked at it.
        var opinion: SpamOpinion?

        var state: SubmissionState {
            if ignored != nil { return .discarded }
            if let opinion, opinion.isSpam { return .spam }
            return problems.isEmpty ? (isHeld ? .held : .pending) : .unmapped
        }

        /// Whether its sender is told what is wrong, and nothing is kept. Where the reason is no fault of the visitor's, refusing would
        /// lose a lead.
        func isRefused(by form: IntakeForm) -> Bool {
            !problems.isEmpty && ignored == nil && form.settings.onInvalid == .refuse
                && !problems.contains(where: \.isOurs)
        }

        /// Why it is not pending.
        var reason: String? {
            if let ignored { return Intake.ignored(ignored) }
            if let opinion, opinion.isSpam { return opinion.verdict.words }
            return problems.isEmpty ? (isHeld ? Intake.heldByForm : nil) : ProblemList.reason(problems)
        }
    }

    /// Puts what every submission of a post is kept with among the round's bytes.
    mutating func keep(_ post: Post) -> SubmissionParts.Places { Self.keep(post, in: &bytes) }

    private static func keep(_ post: Post, in bytes: inout [UInt8]) -> SubmissionParts.Places {
        var places = SubmissionParts.Places()
        let headers = bytes.count
        KeptHeaders.append(of: post.request, for: post.form, to: &bytes)
        places.headers = headers..<bytes.count
        if let query = post.request.head.query {
            places.query = SubmissionParts.append(post.request.bytes, in: query, to: &bytes)
        }
        places.content = SubmissionParts.append(post.request.contentBytes, in: post.request.contentRange, to: &bytes)
        return places
    }

    /// Adds a submission to the round.
    mutating func store(_ entry: Entry, of post: Post, _ kept: SubmissionParts.Places) {
        let request = post.request
        let settings = post.form.settings
        var places = kept
        if entry.problems.isEmpty, !entry.deal.isEmpty { places.deal = entry.deal }
        let receivedAt = Timestamp(milliseconds: request.receivedAt)
        let keys = keys(of: entry, of: post, at: receivedAt)
        // Whoever says which posts are one is believed. Parts of one post have one content: the store cannot tell them apart by it.
        let isCompared = post.headerKey == nil && entry.part == nil && !post.description.hasBoundary
        batch.append(
            NewSubmission(
                id: entry.id, form: settings.name, state: entry.state, receivedAt: receivedAt,
                requestID: request.id.description,
                contentType: PayloadReader.contentTypeText(of: request, as: post.description),
                clientAddress: request.clientAddress, parts: SubmissionParts([], places), reason: entry.reason,
                problems: entry.problems.isEmpty ? nil : ProblemList.json(entry.problems),
                repeatKey: keys.first?.bytes, repeatEnds: keys.first?.ends,
                echoWindow: isCompared ? settings.dedupe.echo : nil,
                awaitsFetch: post.form.awaitsFetch && entry.problems.isEmpty))
        // What few have is set where it lies: a copy would count up all that it holds.
        let last = batch.count - 1
        if keys.count > 1 { batch[last].otherKeys = Array(keys.dropFirst()) }
        if let part = entry.part { batch[last].part = part }
        if entry.opinion != nil {
            batch[last].spamChecks = post.form.spam?.checks.rawValue ?? 0
            batch[last].verdict = entry.verdict(
                entry.waitsForVerdict ? eventKey(of: entry, of: post, at: receivedAt) : nil)
        }
        if let files = post.files { batch[last].files = files }
        if entry.eventKey != nil { batch[last].keepsRepeats = true }
    }

    /// What makes a repeat of a submission recognisable: what the sender says, what the form says, what was clicked twice.
    private func keys(of entry: Entry, of post: Post, at receivedAt: Timestamp) -> [RepeatKey] {
        let settings = post.form.settings
        let needsEchoKey =
            settings.dedupe.echo != nil && post.headerKey == nil && (entry.part != nil || post.description.hasBoundary)
        if post.headerKey == nil, entry.eventKey == nil, !needsEchoKey { return [] }
        var keys: [RepeatKey] = []
        func add(_ key: [UInt8], ends: Timestamp? = nil) {
            keys.append(RepeatKey(key + (entry.part.map { [0] + Array(String($0).utf8) } ?? []), ends: ends))
        }
        if let key = post.headerKey { add(key) }
        if entry.opinion == nil || !entry.waitsForVerdict, let key = eventKey(of: entry, of: post, at: receivedAt) {
            keys.append(key)
        }
        if needsEchoKey, let window = settings.dedupe.echo {
            let boundary = post.description.media.flatMap { try? Multipart.boundary(of: $0) }
            add(PostKey.echo(of: post.request, boundary: boundary, form: settings.name), ends: receivedAt + window)
        }
        return keys
    }

    /// What makes no deal may come again and count: a form that is saved half-way, or put right, under the id of the whole.
    private func eventKey(of entry: Entry, of post: Post, at receivedAt: Timestamp) -> RepeatKey? {
        guard let values = entry.eventKey, entry.ignored == nil, entry.problems.isEmpty, entry.opinion?.isSpam != true
        else { return nil }
        let settings = post.form.settings
        return RepeatKey(PostKey.event(values, form: settings.name), ends: receivedAt + settings.dedupe.keyWindow)
    }

    func receipt(
        for post: Post, _ id: SubmissionID, state: SubmissionState, parts: [Receipt.Part]? = nil,
        opinion: SpamOpinion? = nil
    ) -> Receipt {
        Receipt(
            exchange: post.exchange, id: id, form: post.form, state: state, parts: parts, requestID: post.request.id,
            receivedAt: post.request.receivedAt, visit: post.visit,
            origin: post.request.text(of: .origin), opinion: opinion)
    }

    // MARK: Several from one post

    /// Each is kept with the whole post: no more than this is written for one.
    private static let largestPost = 16 << 20

    /// Takes all submissions of a post in one piece, or refuses them all.
    mutating func accept(_ parts: PostParts, of post: Post, _ payload: Payload) -> Answer {
        switch parts {
        case .problem(let problem): return accept(problem, of: post, payload)
        case .none:
            var entry = Entry(id: shared.ids.next(), deal: 0..<0, problems: [])
            entry.ignored = Self.emptyList
            return accept([entry], of: post, payload, written: bytes.count)
        case .parts(let parts):
            if !post.fileProblems.isEmpty, post.form.settings.onInvalid == .refuse {
                return .now(refusal(of: post, post.fileProblems))
            }
            guard parts.count * post.request.contentRange.count <= Self.largestPost else {
                return accept(post.form.settings.mapping.tooLarge(parts.count), of: post, payload)
            }
            let start = bytes.count
            return accept(entries(parts, of: post), of: post, payload, written: start)
        }
    }

    private mutating func entries(_ parts: [PostPart], of post: Post) -> [Entry] {
        let mapping = post.form.settings.mapping
        let query = IntakeContext.query(of: post.request, for: post.form.settings, limits: limits)
        var earlier: [[UInt8]: Int] = [:]
        return parts.enumerated().map { index, part in
            let id = shared.ids.next()
            let context = IntakeContext.make(post.request, for: post.form.settings, id: id, query: query)
            let start = bytes.count
            var problems =
                post.form.awaitsFetch
                ? notice(part) : mapping.encode(part, context: context, behind: &bytes)
            if !post.fileProblems.isEmpty { addFileProblems(of: post, to: &problems, start) }
            var entry = Entry(
                id: id, deal: start..<bytes.count, problems: problems, isHeld: !post.form.settings.enabled)
            entry.part = index
            entry.ignored = mapping.reasonToIgnore(part, context: context, isFetched: !post.form.awaitsFetch)
            if let key = mapping.dedupeKey(of: part, context: context) {
                // What one post lists twice is two. A repeat of the post has as many, so each meets its own again.
                let count = earlier[key, default: 0]
                earlier[key] = count + 1
                entry.eventKey = count == 0 ? key : key + [0] + Array(String(count).utf8)
            }
            return entry
        }
    }

    /// A post that is not the list that it should be is one submission.
    private mutating func accept(_ problem: Problem, of post: Post, _ payload: Payload) -> Answer {
        accept(
            [Entry(id: shared.ids.next(), deal: 0..<0, problems: [problem])], of: post, payload, written: bytes.count)
    }

    /// - Parameter start: where their deals begin among the round's bytes.
    private mutating func accept(_ entries: [Entry], of post: Post, _ payload: Payload, written start: Int) -> Answer {
        var entries = entries
        if post.form.records {
            let kept = entries.filter { $0.ignored == nil }
            if !kept.isEmpty { record(post, kept.first { !$0.problems.isEmpty }?.problems ?? []) }
        }
        let refused = entries.filter { $0.isRefused(by: post.form) }
        if !refused.isEmpty {
            bytes.removeSubrange(start...)
            // What is wrong with the whole is wrong with each of them; it is told once.
            var problems: [Problem] = []
            for problem in refused.flatMap(\.problems) where !problems.contains(problem) { problems.append(problem) }
            return .now(refusal(of: post, problems))
        }
        // The post is judged once, and each of its submissions by that.
        let opinion = opinion(of: payload, of: post)
        if let opinion { for index in entries.indices { entries[index].opinion = opinion } }
        let kept = keep(post)
        for entry in entries { store(entry, of: post, kept) }
        receipts.append(
            receipt(
                for: post, entries[0].id, state: entries[0].state,
                parts: entries.map { Receipt.Part(id: $0.id, state: $0.state) }, opinion: opinion))
        return .later(keeping: bytes.count - start)
    }
}
