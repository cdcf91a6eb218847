public import Listener
public import Outbox
internal import Synchronization
public import Wire

/// The content of one post whose files are kept: it goes to a thread as it comes, and what is left of it is the form without its files.
public final class Upload: ContentSink {
    private struct State {
        var parser: MultipartParser
        var reader: UploadReader
        /// Whether it was refused or given up: what still comes is passed over.
        var isOver = false
    }

    /// What the form said of files when the post began: what it says later is for later posts.
    public let settings: FileSettings
    private let id: RequestID
    private let store: FileStore
    private let lane: FileLane
    private let textLimit: Int
    private let state: Mutex<State>
    private let inlet = Mutex<ContentInlet?>(nil)
    /// Whether nobody waits for it any more: what it still has in the lane's queue is no work then.
    private let isAbandoned = Atomic(false)

    init(
        _ id: RequestID, _ store: FileStore, _ lane: FileLane, boundary: [UInt8], settings: FileSettings,
        textLimit: Int, limits: WireLimits
    ) {
        self.settings = settings
        self.id = id
        self.store = store
        self.lane = lane
        self.textLimit = textLimit
        let reader = UploadReader(
            boundary: boundary, settings: settings, folder: store.folder, room: store.room,
            textLimit: textLimit,
            newKey: { [store] in store.newKey() }, typeOf: { [lane] in lane.contentType(of: $0) })
        state = Mutex(State(parser: MultipartParser(boundary: boundary, limits: limits), reader: reader))
    }

    // MARK: From the loop

    /// Notes where the loop is.
    public func begin(_ inlet: ContentInlet) { self.inlet.withLock { $0 = inlet } }

    /// Reads on, on the files' thread.
    public func take(_ bytes: [UInt8]) {
        lane.run { [self] in
            guard !isAbandoned.load(ordering: .relaxed) else { return }
            let held = state.withLock { state -> Int? in
                guard !state.isOver else { return nil }
                do throws(WireError) {
                    try state.parser.feed(bytes.span, into: &state.reader)
                } catch {
                    fail(&state, 400, error.description)
                }
                checkStop(&state)
                return state.isOver ? nil : state.reader.held
            }
            if let held { answer { $0.taken(bytes.count, holding: held) } }
        }
    }

    /// Ends the form, and brings its files to the disk.
    public func end() {
        lane.run { [self] in
            guard !isAbandoned.load(ordering: .relaxed) else { return }
            let content = state.withLock { state -> [UInt8]? in
                guard !state.isOver else { return nil }
                do throws(WireError) {
                    try state.parser.finish()
                } catch {
                    fail(&state, 400, error.description)
                    return nil
                }
                state.reader.finish(hyphensLeftOut: state.parser.hyphensLeftOut)
                checkStop(&state)
                return state.isOver ? nil : state.reader.writer.bytes
            }
            if let content { answer { $0.finish(with: content) } }
        }
    }

    /// Takes away what is there.
    public func abandon() {
        isAbandoned.store(true, ordering: .relaxed)
        store.forget(id)
        discard()
    }

    private func answer(_ tell: (ContentInlet) -> Void) {
        if let inlet = inlet.withLock({ $0 }) { tell(inlet) }
    }

    private func checkStop(_ state: inout State) {
        guard !state.isOver else { return }
        switch state.reader.stop {
        case nil: break
        case .tooMuchText:
            fail(&state, 413, "the content, without files, is larger than the limit of \(textLimit) bytes")
        case .cannotKeep(let words):
            store.note(words)
            fail(&state, 503, "nothing can be stored at the moment; please send it again")
        }
    }

    private func fail(_ state: inout State, _ status: Int, _ detail: String) {
        state.isOver = true
        store.release(state.reader.discard())
        answer { $0.refuse(status: status, detail: detail) }
    }

    // MARK: What came of it

    /// What is wrong with files, by the field's place among the form's files.
    public var problems: [(file: Int, problem: FileProblem)] {
        state.withLock { state in
            state.reader.parts.enumerated().compactMap { index, part in part.problem.map { (index, $0) } }
        }
    }

    /// What is stored of the files, in their order, under the names that they have in the form.
    public func files(of form: FormFields) -> [StoredFile] {
        var fields: [Int: String] = [:]
        for entry in form.entries { if let file = entry.file { fields[file] = form.name(of: entry) } }
        return state.withLock { state in
            state.reader.parts.enumerated().map { index, part in
                let name = form.files.indices.contains(index) ? form.files[index].filename : ""
                return StoredFile(
                    key: part.key, field: fields[index] ?? "",
                    name: part.isNothing ? "" : FileName.safe(name, type: part.type),
                    type: part.type?.mediaType ?? part.said ?? "application/octet-stream", size: part.size,
                    digest: part.key == nil ? [] : part.digest)
            }
        }
    }

    /// The post was refused, or came to nothing: what was kept is taken away.
    public func discard() {
        lane.run { [self] in
            state.withLock { state in
                state.isOver = true
                store.release(state.reader.discard())
            }
        }
    }

    /// The store has answered: its files are those of a submission, or of none where it was a repeat. That is looked up and not assumed.
    public func settle(isStored: Bool) {
        let keys = state.withLock { $0.reader.parts.compactMap(\.key) }
        if isStored { return store.release(keys) }
        store.releaseUnlessKnown(keys)
    }
}
