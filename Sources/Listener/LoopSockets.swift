/// Opens the sockets of all loops.
struct LoopSockets {
    private(set) var perLoop: [[LoopSocket]]
    /// Where they listen, with the ports that were given for port 0.
    private(set) var addresses: [ListenAddress] = []
    /// Points that speak of a PROXY header and are none of the inherited sockets.
    private(set) var missingProxyPoints: [ListenAddress] = []
    /// UNIX sockets that are ours to remove.
    private(set) var unixPaths: [String] = []

    init(loops: Int) { perLoop = Array(repeating: [], count: loops) }

    /// Takes the sockets that were inherited, or else binds every point. What was opened before an error is ``closeAll()``'s.
    mutating func open(_ configuration: ListenerConfiguration) throws(SystemError) {
        if configuration.inherited.isEmpty {
            for point in configuration.points { try bind(point) }
        }
        if !configuration.inherited.isEmpty {
            missingProxyPoints = configuration.points.filter(\.proxyProtocol).map(\.address).filter { address in
                !configuration.inherited.contains { address.isSame(as: $0.address) }
            }
        }
        for socket in configuration.inherited {
            let point = configuration.points.first { $0.address.isSame(as: socket.address) }
            addresses.append(socket.address)
            try share(socket.descriptor, proxyProtocol: point?.proxyProtocol ?? false, isInherited: true)
        }
    }

    /// Closes what was opened, and leaves no UNIX socket behind on which nobody listens.
    func closeAll() {
        for socket in perLoop.joined() { System.close(socket.descriptor) }
        for path in unixPaths { System.remove(path) }
    }

    /// One socket a loop for TCP (SO_REUSEPORT), one for all of them for a UNIX socket.
    private mutating func bind(_ point: ListenPoint) throws(SystemError) {
        switch point.address {
        case .tcp(let host, let wanted):
            guard let ip = ListenAddress.resolve(host), var port = UInt16(exactly: wanted) else {
                throw SystemError.invalidAddress(point.address)
            }
            // With SO_REUSEPORT another process of ours would share the port without a word: a plain socket tells first.
            if perLoop.count > 1, port != 0 { _ = try Listener.probe(point.address) }
            for index in perLoop.indices {
                let socket = try System.listen(on: ip, port: port, reusePort: perLoop.count > 1)
                perLoop[index].append(
                    LoopSocket(descriptor: socket, proxyProtocol: point.proxyProtocol, isInherited: false))
                if port == 0 { port = System.port(of: socket) }
            }
            addresses.append(.tcp(host: host, port: Int(port)))
        case .unix(let path):
            let socket = try System.listen(onUnix: path, mode: point.mode)
            addresses.append(point.address)
            unixPaths.append(path)
            try share(socket, proxyProtocol: point.proxyProtocol, isInherited: false)
        }
    }

    /// One socket for all loops: each has a descriptor of its own for it, to watch and to close.
    private mutating func share(_ socket: Int32, proxyProtocol: Bool, isInherited: Bool) throws(SystemError) {
        for index in perLoop.indices {
            let descriptor = index == 0 ? socket : try System.duplicate(socket)
            perLoop[index].append(
                LoopSocket(descriptor: descriptor, proxyProtocol: proxyProtocol, isInherited: isInherited))
        }
    }
}

extension ListenAddress {
    /// Whether both name one address, however it is written.
    fileprivate func isSame(as other: ListenAddress) -> Bool {
        switch (self, other) {
        case (.tcp(let host, let port), .tcp(let otherHost, let otherPort)):
            port == otherPort && Self.resolve(host) == Self.resolve(otherHost)
        default: self == other
        }
    }
}
