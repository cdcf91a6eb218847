/// A listening socket as one loop has it.
struct LoopSocket: Sendable, Hashable {
    let descriptor: Int32
    /// Whether connections begin with a PROXY header.
    let proxyProtocol: Bool
    /// Whether a service manager keeps the socket: what waits in it then is our successor's.
    let isInherited: Bool
}
