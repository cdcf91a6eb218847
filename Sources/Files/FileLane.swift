internal import Dispatch
internal import Synchronization

/// A thread for what blocks: files are written, synced and opened there, one after the other.
final class FileLane: Sendable {
    private let queue: DispatchQueue
    private let magic = Mutex<ContentType?>(nil)

    init(_ number: Int) { queue = DispatchQueue(label: "files-\(number)") }

    func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

    /// What content is; where libmagic's database is not there, it is nothing that any form takes.
    func contentType(of beginning: [UInt8]) -> String {
        magic.withLock { magic in
            if magic == nil { magic = ContentType() }
            return magic?.of(beginning) ?? "application/x-unknown"
        }
    }

    /// Opens libmagic's database while there are descriptors for it; false where it is not installed.
    func prepare() -> Bool {
        magic.withLock { magic in
            if magic == nil { magic = ContentType() }
            return magic != nil
        }
    }
}
