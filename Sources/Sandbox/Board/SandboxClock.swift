import Telemetry

/// The times that the sandbox writes.
enum SandboxClock {
    /// `YYYY-MM-DD HH:MM:SS` in UTC. The board's zone is not documented (inferred).
    static func dateTime(_ milliseconds: Int64) -> String {
        let text = CivilTime(millisecondsSince1970: milliseconds).description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    }

    /// RFC 3339, for the board page.
    static func timestamp(_ milliseconds: Int64) -> String {
        CivilTime(millisecondsSince1970: milliseconds).description
    }
}
