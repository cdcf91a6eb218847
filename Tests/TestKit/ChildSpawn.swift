import Foundation
import Glibc

/// posix_spawn: the child gets three descriptors, more if it is told to, and nothing else of ours, and no signal is blocked or ignored in it.
enum ChildSpawn {
    static func start(
        _ executable: String, _ arguments: [String], environment: [String: String],
        descriptors: (input: Int32, output: Int32, errors: Int32), socket: Int32? = nil
    ) throws -> Int32 {
        let (input, output, errors) = descriptors
        let more = socket.map { [$0] } ?? []
        return try start(executable, arguments, environment: environment, descriptors: [input, output, errors] + more)
    }

    /// The child's standard three lead nowhere; it reads from its descriptor 3 and writes to 4.
    static func start(
        _ executable: String, _ arguments: [String], environment: [String: String],
        pipes: (reading: Int32, writing: Int32)
    ) throws -> Int32 {
        let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nowhere) }
        return try start(
            executable, arguments, environment: environment,
            descriptors: [nowhere, nowhere, nowhere, pipes.reading, pipes.writing])
    }

    private static func start(
        _ executable: String, _ arguments: [String], environment: [String: String], descriptors: [Int32]
    ) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        // First out of the way of the numbers that they get, one of which may be another's now.
        let aside = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
        defer { for descriptor in aside { close(descriptor) } }
        for (number, descriptor) in aside.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        // A socket of another test must not live on in the child, or its peer would never see its end. Closing one that is not
        // open is no error to posix_spawn.
        for descriptor in Int32(descriptors.count)..<min(highestDescriptor + 100, descriptorLimit) {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words = unsafe ([executable] + arguments).map { unsafe strdup($0) }
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") }
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        unsafe words.append(nil)
        unsafe variables.append(nil)
        var pid: Int32 = 0
        let code = unsafe posix_spawn(&pid, executable, &actions, &attributes, words, variables)
        guard code == 0 else { throw RawServerError(operation: "posix_spawn \(executable)", code: code) }
        return pid
    }

    /// The highest that is open; others may come in the meantime.
    private static var highestDescriptor: Int32 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.max() ?? 1024
    }

    private static var descriptorLimit: Int32 {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int32(clamping: limit.rlim_cur)
    }
}
