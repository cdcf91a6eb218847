import Listener
import Sandbox

/// A sandbox in this process, whose behaviour a test can set; stopped after `body`.
func withSandbox<Value>(_ body: (Sandbox) async throws -> Value) async throws -> Value {
    let sandbox = try Sandbox(listen: .tcp(host: "127.0.0.1", port: 0), accessToken: ServiceFolder.token)
    do {
        let value = try await body(sandbox)
        await sandbox.stop()
        return value
    } catch {
        await sandbox.stop()
        throw error
    }
}
