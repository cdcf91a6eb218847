public import Listener
public import Telemetry
public final class Sandbox: Sendable {
    public let baseURL = ""
    public let boardURL = ""
    public init(listen: ListenAddress, accessToken: String, log: Log) throws {}
    public func stop() async {}
}
