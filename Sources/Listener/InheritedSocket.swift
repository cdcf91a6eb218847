/// A listening socket that a service manager made and keeps for us: connections wait in it while we restart (systemd.socket(5)).
public struct InheritedSocket: Sendable {
    /// Where it listens.
    public let address: ListenAddress
    let descriptor: Int32

    /// Takes over the sockets that the environment names (sd_listen_fds(3)); empty when there are none for this process.
    ///
    /// The variables are taken out of the environment: they speak of this process alone. To be called at start, once, before anything
    /// else opens a descriptor or reads the environment.
    ///
    /// - Throws: ``SystemError`` when one of them is no listening stream socket.
    public static func takeAll() throws(SystemError) -> [InheritedSocket] {
        let count = System.inheritedCount()
        var sockets: [InheritedSocket] = []
        for descriptor in 3..<3 + Int32(count) {
            guard System.adopt(descriptor), let address = System.address(of: descriptor) else {
                throw SystemError(
                    operation: "LISTEN_FDS: descriptor \(descriptor) is no listening stream socket",
                    code: System.invalidArgument)
            }
            sockets.append(InheritedSocket(address: address, descriptor: descriptor))
        }
        return sockets
    }
}
