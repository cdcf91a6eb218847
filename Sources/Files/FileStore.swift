public import Listener
public import Outbox
internal import Synchronization
public import Telemetry
public import Wire

/// The files of all forms: a folder beside the store, threads that write it, and what is under way.
///
/// A file is in the folder, and on the disk, before the submission that names it is committed. One that no submission names is taken away:
/// when its post comes to nothing, and what a crash left, when the service starts.
public final class FileStore: Sendable {
    private struct Work {
        var uploads = UploadTable()
        /// Files that no submission may name yet, and that are nobody's to take away.
        var keys: Set<String> = []
        var nextLane = 0
        var lastNote = ContinuousClock.now - .seconds(60)
    }

    let folder: FileFolder
    let room: FileRoom
    private let store: any KeptStore
    private let lanes: [FileLane]
    /// Files are opened here, however much is to be checked.
    private let reading: FileLane
    private let work = Mutex(Work())
    private let log: Log

    /// - Parameters:
    ///   - path: the folder; it is made with the first file.
    ///   - store: where the submissions are that name files.
    public init(folder path: String, store: any KeptStore, log: Log) {
        folder = FileFolder(path: path)
        room = FileRoom(of: folder)
        self.store = store
        self.log = log
        lanes = (0..<4).map { FileLane($0) }
        reading = FileLane(lanes.count)
    }

    /// Makes ready to tell files apart, for when uploads have taken every descriptor; false where libmagic's database is not there.
    public func prepare() -> Bool { lanes.allSatisfy { $0.prepare() } }

    // MARK: Posts

    /// What takes the content of a post; nil while too many are under way, or too many of this client.
    /// - Parameter client: as ``Request/countedClient`` has it.
    public func upload(
        _ id: RequestID, from client: UInt128?, boundary: [UInt8], settings: FileSettings, textLimit: Int,
        limits: WireLimits
    ) -> Upload? {
        work.withLock { work in
            guard work.uploads.hasRoom(for: client) else { return nil }
            work.nextLane = (work.nextLane + 1) % lanes.count
            // What stands in a part's head may take three times as much when it is written again, and is read again then.
            var limits = limits
            limits.maxPartHead /= 4
            let upload = Upload(
                id, self, lanes[work.nextLane], boundary: boundary, settings: settings, textLimit: textLimit,
                limits: limits)
            work.uploads.add(upload, id, of: client)
            return upload
        }
    }

    /// The upload of a request whose content is whole; it is the caller's then.
    public func take(_ id: RequestID) -> Upload? { work.withLock { $0.uploads.remove(id) } }

    func forget(_ id: RequestID) { work.withLock { _ = $0.uploads.remove(id) } }

    func newKey() -> String {
        let key = FileKey.random()
        work.withLock { _ = $0.keys.insert(key) }
        return key
    }

    func release(_ keys: [String]) {
        guard !keys.isEmpty else { return }
        work.withLock { $0.keys.subtract(keys) }
    }

    func releaseUnlessKnown(_ keys: [String]) {
        guard !keys.isEmpty else { return }
        Task { [self] in
            if let known = try? await store.knownFiles(among: keys) {
                for key in keys where !known.contains(key) { folder.remove(key) }
            }
            release(keys)
        }
    }

    /// Says what went wrong, once in a while: each post that meets it is answered 503 and told of in a line of its own.
    func note(_ words: String) {
        let isDue = work.withLock { work in
            let now = ContinuousClock.now
            guard now - work.lastNote > .seconds(10) else { return false }
            work.lastNote = now
            return true
        }
        if isDue { log.line(.error, "files cannot be kept") { $0.add("reason", words) } }
    }

    // MARK: Reading

    /// Opens a file on a thread that may block. `nil` where it is not there.
    func open(_ key: String, _ then: @escaping @Sendable ((descriptor: Int32, size: Int)?) -> Void) {
        reading.run { [folder] in then(folder.open(key)) }
    }

    /// The file that a submission has under this key.
    func record(_ key: String) async throws(StoreError) -> StoredFile? { try await store.file(key) }

    // MARK: Tidying

    /// Takes away the files that no submission names. Where a damaged store lies beside this one, what it names is not known: then nothing
    /// is.
    public func sweep(unless isUnsure: @Sendable () -> Bool) async {
        guard !isUnsure() else { return }
        let there = folder.keys()
        let held = work.withLock { $0.keys }
        let candidates = there.filter { !held.contains($0) }
        var removed = 0
        for start in stride(from: 0, to: candidates.count, by: 500) {
            let some = Array(candidates[start..<min(start + 500, candidates.count)])
            guard let known = try? await store.knownFiles(among: some) else { return }
            for key in some where !known.contains(key) && folder.remove(key) { removed += 1 }
        }
        if removed > 0 { log.line(.info, "files without a submission removed") { $0.add("files", removed) } }
    }
}
