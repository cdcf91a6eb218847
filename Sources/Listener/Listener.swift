public import Telemetry

/// An HTTP/1.1 server: sockets, and event loops that own their connections.
public final class Listener: Sendable {
    /// Where it listens, with the ports that were given for port 0.
    public let addresses: [ListenAddress]
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
        var sockets = [[Int32]](repeating: [], count: loops)
        var bound: [ListenAddress] = []
        do throws(SystemError) {
            for address in configuration.addresses {
                bound.append(try Self.bind(address, into: &sockets))
            }
        } catch {
            Self.closeAll(sockets)
            throw error
        }
        addresses = bound
        unixPaths = bound.compactMap { if case .unix(let path) = $0 { path } else { nil } }
        ended = LoopsEnded(count: loops)
        let counter = ConnectionCounter()
        var mailboxes: [LoopMailbox] = []
        for index in 0..<loops {
            let loop = try EventLoop(
                configuration: configuration, listeners: sockets[index], counter: counter, log: log,
                makeHandler: makeHandler)
            mailboxes.append(loop.mailbox)
            // because the loop is handed to its thread here and never touched by this one again.
            nonisolated(unsafe) let handedOver = loop
            let ended = ended
            try System.startThread("loop-\(index)") {
                unsafe handedOver.run()
                ended.arrive()
            }
        }
        self.mailboxes = mailboxes
    }

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

    /// Whoever is in the socket's group may connect: nginx's group, as a rule.
    private static let unixSocketMode: UInt32 = 0o660

    /// One socket a loop for TCP (SO_REUSEPORT), one for all of them for a Unix socket.
    private static func bind(_ address: ListenAddress, into sockets: inout [[Int32]]) throws(SystemError)
        -> ListenAddress
    {
        switch address {
        case .tcp(let host, let wanted):
            guard let ip = ListenAddress.resolve(host), var port = UInt16(exactly: wanted) else {
                throw SystemError.invalidAddress(address)
            }
            // With SO_REUSEPORT another process of ours would share the port without a word: a plain socket tells first.
            if sockets.count > 1, port != 0 { _ = try probe(address) }
            for index in sockets.indices {
                let socket = try System.listen(on: ip, port: port, reusePort: sockets.count > 1)
                sockets[index].append(socket)
                if port == 0 { port = System.port(of: socket) }
            }
            return .tcp(host: host, port: Int(port))
        case .unix(let path):
            let socket = try System.listen(onUnix: path, mode: unixSocketMode)
            for index in sockets.indices {
                sockets[index].append(index == 0 ? socket : try System.duplicate(socket))
            }
            return address
        }
    }

    private static func closeAll(_ sockets: [[Int32]]) {
        for socket in sockets.joined() { System.close(socket) }
    }
}
