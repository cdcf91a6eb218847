public import Outbox
internal import Synchronization
public import Telemetry

/// Keeps the posts that forms record, one after the other, beside everything else: nobody waits for it, and nobody's flood fills the disk.
public final class PostRecorder: Sendable {
    private struct Noted: Sendable {
        let post: RecordedPost
        let most: Int
    }

    private struct Minute {
        var number: Int64
        var count = 0
    }

    private let store: any RecordStore
    private let log: Log
    private let minutes = Mutex<[String: Minute]>([:])
    private let posts: AsyncStream<Noted>
    private let continuation: AsyncStream<Noted>.Continuation

    /// So many of a form are written in a minute at the most; those after them are not recorded.
    static let mostInMinute = 60

    /// Keeps posts in a store.
    public init(store: any RecordStore, log: Log) {
        self.store = store
        self.log = log
        (posts, continuation) = AsyncStream.makeStream(of: Noted.self, bufferingPolicy: .bufferingOldest(64))
    }

    /// Records a post, of which the form keeps the newest `most`. From any thread; it never waits.
    func note(_ post: RecordedPost, most: Int) {
        guard hasRoom(for: post) else { return }
        continuation.yield(Noted(post: post, most: most))
    }

    /// Whether a form's post may still be recorded in its minute.
    func hasRoom(for form: String, at moment: Timestamp) -> Bool {
        minutes.withLock { ($0[form].map { $0.number == moment.milliseconds / 60_000 ? $0.count : 0 } ?? 0) }
            < Self.mostInMinute
    }

    private func hasRoom(for post: RecordedPost) -> Bool {
        minutes.withLock { minutes in
            let number = post.receivedAt.milliseconds / 60_000
            var minute = minutes[post.form] ?? Minute(number: number)
            if minute.number != number { minute = Minute(number: number) }
            guard minute.count < Self.mostInMinute else { return false }
            minute.count += 1
            minutes[post.form] = minute
            return true
        }
    }

    /// Writes until stopped, and then what waits.
    public func run() async {
        for await noted in posts {
            do throws(StoreError) {
                try await store.keep([noted.post], most: noted.most)
                log.line(.info, "post recorded") { line in
                    line.add("request_id", noted.post.requestID)
                    line.add("form", noted.post.form)
                }
            } catch {
                log.line(.warning, "post not recorded") { line in
                    line.add("request_id", noted.post.requestID)
                    line.add("reason", error.description)
                }
            }
        }
    }

    /// Takes nothing new.
    public func stop() { continuation.finish() }
}
