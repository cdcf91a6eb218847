internal import Synchronization

/// The disk's room, which all files under way share: a part of it is promised to one before it is written, so that together they never
/// write what is left to others.
final class FileRoom: Sendable {
    /// Room that is left to others, the store above all, in bytes.
    static let reserve = 64 << 20
    /// So much is promised at a time.
    static let step = 256 * 1024

    private let available: @Sendable () -> Int?
    private let promised = Mutex(0)

    /// - Parameter available: how many bytes are free; nil where that is not known.
    init(_ available: @escaping @Sendable () -> Int?) { self.available = available }

    convenience init(of folder: FileFolder) { self.init { folder.available() } }

    /// Promises so many bytes, where a file of `most` bytes would leave the others theirs.
    func promise(_ size: Int, most: Int = 0) -> Bool {
        promised.withLock { promised in
            if let free = available(), free <= promised + max(size, most) + Self.reserve { return false }
            promised += size
            return true
        }
    }

    /// So much of a promise is written, and counts as the disk's, or is not needed.
    func release(_ size: Int) { promised.withLock { $0 -= size } }
}
