import Foundation
import TestKit

/// A wall clock that a test sets, for a program that is started with it: libfaketime in front of the C library. Waiting is not changed.
///
/// It puts a name of its own into the environment, after which Swift no longer finds its arguments; so a shell has to be first, which an
/// ``Activator`` starts anyway: what it executes finds the name there.
struct FakeClock {
    static let library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
    private let file: String

    /// Right, until it is set.
    init(_ folder: ScratchFolder) throws {
        file = folder.path + "/clock"
        try set("+0")
    }

    /// What the program is started with.
    var environment: [String: String] {
        [
            "LD_PRELOAD": Self.library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]
    }

    /// Sets it so far before or after the real time: `+1d`, `-3h`.
    func set(_ offset: String) throws { try (offset + "\n").write(toFile: file, atomically: true, encoding: .utf8) }

    /// Removes what the library leaves behind for a process that is gone.
    func forget(_ process: ChildProcess) {
        for name in ["faketime_shm_\(process.pid)", "sem.faketime_sem_\(process.pid)"] {
            try? FileManager.default.removeItem(atPath: "/dev/shm/" + name)
        }
    }
}
