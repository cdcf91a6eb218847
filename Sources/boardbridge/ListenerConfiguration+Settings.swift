internal import Bridge
internal import Listener
internal import Wire

extension ListenerConfiguration {
    /// What the settings say of listening, on the sockets that were handed over if there are any.
    init(_ settings: ServiceSettings, inherited: [InheritedSocket] = []) {
        self.init(points: settings.listen)
        self.inherited = inherited
        loops = settings.loops ?? Listener.processorCount
        head.head = settings.limits.head
        head.fields = settings.limits.headFields
        connections = settings.limits.connections
        connectionsPerClient = settings.limits.connectionsPerClient
        buffered = settings.limits.buffered
        headTimeout = settings.limits.headTime
        requestTimeout = settings.limits.bodyTime
        contentRate = settings.limits.bodyRate
        writeTimeout = settings.limits.writeTime
        idleTimeout = settings.limits.idleTime
        trustedProxies = settings.trustedProxies
    }
}
