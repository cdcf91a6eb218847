internal import Bridge
internal import CLinux
internal import Glibc
internal import Telemetry

/// What the service may use of the machine.
enum ProcessLimits {
    /// A core dump would hold tokens and leads' data.
    static func forbidCoreDumps() {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        // because setrlimit reads the one value it is handed, for the length of the call.
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }

    /// The usual 1,024 descriptors are gone long before `limits: connections`, and then neither store nor CRM could be opened: as many
    /// as the system lets us have. Nothing here uses select(2), for whose sake the usual limit is so low.
    /// - Returns: how many that is.
    static func raiseDescriptors() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        // because both use the one value of this frame, for the length of the call.
        guard unsafe getrlimit(resource, &limit) == 0 else { return .max }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        return Int(clamping: unsafe setrlimit(resource, &limit) == 0 ? limit.rlim_max : before)
    }

    /// Warns where so many descriptors run out before `limits: connections` is reached: accepting pauses then, instead of answering 503.
    static func warn(of settings: ServiceSettings, descriptors: Int, log: Log) {
        let needed = settings.limits.connections + settings.crm.inFlight + ownDescriptors
        guard descriptors < needed else { return }
        log.line(.warning, "too few descriptors for limits: connections") { line in
            line.add("connections", settings.limits.connections)
            line.add("descriptors", descriptors)
            line.add("needed", needed)
        }
    }

    /// For the store, the loops, the sockets that are listened on, and what libraries open.
    private static let ownDescriptors = 64

    /// The libraries' code that only the start runs (relocating, registering, initialising) is a third of the memory of a service at rest.
    static func letGoOfCode() { bb_let_go_of_code() }

    /// What a crowd of large posts took goes back to the system with the last of them.
    static func returnLargeBlocks() { bb_return_large_blocks() }
}
