internal import Listener
internal import Wire

/// A file of ours that any page may load, with its hash as its name's tag: what bears the hash in its address never changes.
struct PublicFile: Sendable {
    /// 16 digits of `0-9 a-f`.
    let hash: String
    let content: [UInt8]
    private let type: StaticString

    static let stylesheet = PublicFile(PackageResources.message_css, type: "text/css; charset=utf-8")
    static let pageScript = PublicFile(PackageResources.message_js, type: "text/javascript; charset=utf-8")
    static let embed = PublicFile(EmbedScript.text, type: "text/javascript; charset=utf-8")

    private init(_ content: [UInt8], type: StaticString) {
        self.content = content
        self.type = type
        // FNV-1a, 64 bits: it tells versions apart, and nobody but us makes them.
        let sum = content.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        let digits = String(sum, radix: 16)
        hash = String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The file, or 304 to who has it (RFC 9110, 13.1.2). An address with its hash is good for a year, and without it for an hour.
    func response(to request: Request) -> Response {
        let isKnown = request.text(ofFieldNamed: "if-none-match")?.contains("\"\(hash)\"") ?? false
        var response = isKnown ? Response(status: 304) : Response(status: 200, contentType: type, content: content)
        let query = request.head.query.map { request.text($0) }
        response.add(
            "Cache-Control",
            query == "v=\(hash)" ? "public, max-age=31536000, immutable" : "public, max-age=3600, must-revalidate")
        response.add("ETag", "\"\(hash)\"")
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Access-Control-Allow-Origin", "*")
        response.add("Cross-Origin-Resource-Policy", "cross-origin")
        return response
    }
}
