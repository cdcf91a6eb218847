internal import Glibc

/// How much of a disk is free for this user.
public struct FreeDisk: Sendable, Hashable {
    /// Bytes that are free.
    public let free: Int
    /// All bytes.
    public let size: Int

    /// Of these sizes.
    public init(free: Int, size: Int) {
        self.free = free
        self.size = size
    }

    /// The disk that a file or folder lies on; nil where that cannot be told.
    public init?(of path: String) {
        var found = statvfs()
        // because statvfs fills the one value it is handed, for the length of the call.
        guard unsafe statvfs(path, &found) == 0 else { return nil }
        free = Int(
            clamping: UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize)).partialValue)
        size = Int(
            clamping: UInt64(found.f_blocks).multipliedReportingOverflow(by: UInt64(found.f_frsize)).partialValue)
    }

    /// Whether it is less than any of these.
    public func isBelow(_ thresholds: [DiskThreshold]) -> Bool {
        thresholds.contains { threshold in
            switch threshold {
            case .bytes(let least): free < least
            case .percent(let least): Double(free) < Double(size) / 100 * Double(least)
            }
        }
    }
}
