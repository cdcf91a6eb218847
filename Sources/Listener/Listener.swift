public import Telemetry

/// An HTTP/1.1 server: sockets, and event loops that own their connections.
public final class Listener: Sendable {
    /// Where it listens, with the ports that were given for port 0.
    public let addresses: [ListenAddress]
    /// Points with ``ListenPoint/proxyProtocol`` that nothing listens at, since there are inherited sockets and none has this address. Whoever
    /// wrote them may well expect PROXY headers on a socket that has none.
    public let missingProxyPoints: [ListenAddress]
    private let mailboxes: [LoopMailbox]
    private let unixPaths: [String]
    private let ended: LoopsEnded

    /// Binds every address, makes one handler for each loop, and starts the loops' threads.
    ///
    /// - Parameter makeHandler: called once for each loop, with the mailbox by which its later answers come.
    /// - Throws: ``SystemError`` when an address cannot be listened on.
    public init(
        configuration: ListenerConfiguration, log: Log,
        makeHandler: (LoopMailbox) -> any RequestHandler
    ) throws(SystemError) {
        System.ignoreBrokenPipes()
        let loops = max(1, configuration.loops)
        var sockets = LoopSockets(loops: loops)
        do throws(SystemError) {
            try sockets.open(configuration)
        } catch {
            sockets.closeAll()
            throw error
        }
        addresses = sockets.addresses
        missingProxyPoints = sockets.missingProxyPoints
        unixPaths = sockets.unixPaths
        ended = LoopsEnded(count: loops)
        let shared = LoopsShared()
        // All of them are made before the first one runs: at a socket where many wait, that one would take the descriptors of the others.
        var made: [LoopThread] = []
        for index in 0..<loops {
            let loop = try EventLoop(
                configuration: configuration, listeners: sockets.perLoop[index], shared: shared, log: log,
                makeHandler: makeHandler)
            made.append(LoopThread(loop))
        }
        mailboxes = made.map(\.mailbox)
        for (index, loop) in made.enumerated() {
            // because the loop is handed to its thread here and never touched by this one again.
            nonisolated(unsafe) let handedOver = loop
            let ended = ended
            try System.startThread("loop-\(index)") {
                unsafe handedOver.run()
                ended.arrive()
            }
        }
    }

    /// How many descriptors this process may have open (`RLIMIT_NOFILE`).
    public static var descriptorLimit: Int { Int(System.descriptorLimit) }

    /// How many processors this process may run on: how many loops make sense.
    public static var processorCount: Int { System.processorCount }

    /// Whether an address could be listened on now: binds it and lets it go. Returns the port it was given.
    ///
    /// - Throws: ``SystemError`` when it is taken, or is no TCP address.
    public static func probe(_ address: ListenAddress) throws(SystemError) -> Int {
        guard case .tcp(let host, let port) = address, let ip = ListenAddress.resolve(host),
            let port = UInt16(exactly: port)
        else { throw SystemError.invalidAddress(address) }
        let socket = try System.listen(on: ip, port: port, reusePort: false)
        defer { System.close(socket) }
        return Int(System.port(of: socket))
    }

    /// Takes no more connections, lets requests under way be answered, and returns when the last loop has ended.
    ///
    /// - Parameter grace: how long requests under way may take; what is left then is cut off.
    public func stop(grace: Duration = .seconds(10)) async {
        for mailbox in mailboxes { mailbox.post(.stop(graceMilliseconds: grace.wholeMilliseconds)) }
        await ended.wait()
        for path in unixPaths { System.remove(path) }
    }

    /// Puts other limits in force, and other trusted proxies, for what comes from now on. Addresses and loops stay as they are.
    public func replaceLimits(by configuration: ListenerConfiguration) {
        for mailbox in mailboxes { mailbox.post(.limits(configuration)) }
    }
}
