import Foundation
import Glibc
import TestKit

/// A file system of a few megabytes, in memory; taken away when this is let go. Root may have one.
final class SmallDisk {
    let path: String
    private let scratch: ScratchFolder

    /// Whether this process may mount one, which root in a container may not.
    static let canBeMounted: Bool = {
        guard let scratch = try? ScratchFolder("mount"), geteuid() == 0 else { return false }
        guard (try? mount(scratch.path, 1, flags: 0)) != nil else { return false }
        return unsafe umount2(scratch.path, Int32(MNT_DETACH)) == 0
    }()

    init(megabytes: Int) async throws {
        scratch = try ScratchFolder("disk")
        path = scratch.path
        try Self.mount(path, megabytes, flags: 0)
    }

    deinit { _ = unsafe umount2(path, Int32(MNT_DETACH)) }

    /// Makes it larger.
    func resize(megabytes: Int) async throws { try Self.mount(path, megabytes, flags: UInt(MS_REMOUNT)) }

    private static func mount(_ path: String, _ megabytes: Int, flags: UInt) throws {
        let options = Array("size=\(megabytes)m".utf8CString)
        let result = unsafe options.withUnsafeBytes {
            unsafe Glibc.mount("tmpfs", path, "tmpfs", flags, $0.baseAddress)
        }
        guard result == 0 else { throw TestFailure("cannot mount \(path): errno \(errno)") }
    }
}
