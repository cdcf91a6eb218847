import TestKit
import Wire

/// The real curl.
enum Curl {
    /// Runs curl with these arguments and a limit; certificates are verified unless the arguments say otherwise.
    static func send(_ arguments: [String]) async throws -> CurlAnswer {
        let scratch = try ScratchFolder("curl")
        let result = try await CommandResult.of(
            "/usr/bin/curl",
            [
                "-sS", "--max-time", "60", "-D", scratch.path + "/head", "-o", scratch.path + "/content",
                "-w", "%{http_version} %{url_effective}",
            ] + arguments)
        guard result.status == 0 else {
            throw TestFailure("curl ended with \(result.ending): \(result.errors)")
        }
        let words = result.output.split(separator: " ").map(String.init)
        return CurlAnswer(
            heads: scratch.read("head"), text: scratch.read("content"), version: words.first ?? "",
            url: words.last ?? "")
    }
}

/// What curl was answered.
struct CurlAnswer {
    /// Every head that came, redirects and 100 included, as they came.
    let heads: String
    /// The last answer's content.
    let text: String
    /// The protocol's version: `1.1` or `2`.
    let version: String
    /// Where the last answer came from.
    let url: String

    /// The status codes, in their order.
    var statuses: [Int] {
        lines.filter { $0.hasPrefix("HTTP/") }.compactMap { Int($0.split(separator: " ").dropFirst().first ?? "") }
    }

    /// The last answer's status code.
    var status: Int { statuses.last ?? 0 }

    /// All values of a field, of all heads.
    func fields(_ name: String) -> [String] {
        lines.compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
            return String(parts[1].drop { $0 == " " })
        }
    }

    /// The only value of a field; nil when there is none, or more than one.
    func field(_ name: String) -> String? {
        let values = fields(name)
        return values.count == 1 ? values[0] : nil
    }

    /// The content as JSON.
    var json: JSONValue { get throws { try JSONDocument.parse(Array(text.utf8)).root } }

    private var lines: [String] { heads.split(whereSeparator: \.isNewline).map(String.init) }
}
