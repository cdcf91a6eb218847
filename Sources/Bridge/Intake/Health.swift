internal import Listener
internal import Outbox

/// What `/healthz` and `/readyz` say.
enum Health {
    /// The process lives and its loop turns.
    static let alive = answer(status: 200, "alive")

    /// Whether a post would be stored, found out by storing something.
    static func readiness(of store: any SubmissionStore) async -> Response {
        if await store.isReady() { return answer(status: 200, "ready") }
        var response = answer(status: 503, "not ready: nothing can be stored")
        response.add("Retry-After", "5")
        return response
    }

    private static func answer(status: Int, _ text: String) -> Response {
        var response = Response(
            status: status, contentType: "text/plain; charset=utf-8", content: Array((text + "\n").utf8))
        response.add("Cache-Control", "no-store")
        return response
    }
}
