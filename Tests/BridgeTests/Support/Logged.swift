import Telemetry
import TestKit

/// What a body leaves in the log, in each format; at most 64 KiB.
func logged(_ format: LogFormat, _ body: (Log) async throws -> Void) async throws -> String {
    let pipe = try Pipe()
    do {
        try await body(Log(descriptor: pipe.writeEnd, format: format, level: .debug))
    } catch {
        _ = try pipe.finish()
        throw error
    }
    return try pipe.finish()
}
