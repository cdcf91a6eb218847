public import Listener
internal import Outbox
internal import Telemetry
internal import Wire

/// Hands files to who has a signed address of one. It knows no loop and no listener: whichever has the path `/files/` asks it.
public struct FileDesk: Sendable {
    private let store: FileStore
    private let links: FileLinks

    /// A desk for the files of a store.
    public init(store: FileStore, links: FileLinks) {
        self.store = store
        self.links = links
    }

    /// Whether a request is for a file.
    public static func isFor(_ path: ArraySlice<UInt8>) -> Bool { path.starts(with: FileLinks.path.utf8) }

    /// Answers a request, at once or by the mailbox.
    public func answer(_ request: Request, as exchange: Exchange, by mailbox: LoopMailbox) -> Answer {
        let reader = Reader(request)
        guard request.head.method == .get || request.head.method == .head else {
            var response = Self.words(405, "The methods here are GET and HEAD.", to: reader)
            response.add("Allow", "GET, HEAD")
            return .now(response)
        }
        let moment = Timestamp(milliseconds: request.receivedAt)
        switch links.read(request.text(request.head.path), at: moment) {
        case .unknown: return .now(Self.notFound(reader))
        case .over: return .now(Self.gone(reader))
        case .file(let key):
            Task { [store] in
                let record: StoredFile?
                do throws(StoreError) {
                    record = try await store.record(key)
                } catch {
                    return mailbox.deliver([(exchange, Self.unavailable(reader))])
                }
                guard let record else { return mailbox.deliver([(exchange, Self.gone(reader))]) }
                store.open(key) { file in
                    guard let file else { return mailbox.deliver([(exchange, Self.gone(reader))]) }
                    mailbox.deliver(
                        Self.head(record), ResponseFile(descriptor: file.descriptor, size: file.size), to: exchange)
                }
            }
            return .later()
        }
    }

    /// A browser saves it, and whatever it is, nothing in it is run: it is no page, no script and no style of this host.
    private static func head(_ file: StoredFile) -> Response {
        var response = Response(status: 200)
        response.add("Content-Type", file.type)
        response.add("Content-Disposition", FileName.disposition(file.name))
        protect(&response)
        return response
    }

    private static func protect(_ response: inout Response) {
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Content-Security-Policy", "default-src 'none'; sandbox")
        response.add("Cross-Origin-Resource-Policy", "same-origin")
        response.add("Cache-Control", "private, no-store")
        response.add("Referrer-Policy", "no-referrer")
        response.add("X-Robots-Tag", "noindex, nofollow")
    }

    /// Who is told why there is no file: a person in a browser, who followed a link, or a program.
    private enum Reader {
        case person, program

        init(_ request: Request) {
            var accept = AcceptField()
            for field in request.head.fields where field.known == .accept {
                accept.take(request.bytes.span, in: field.value)
            }
            self = accept.prefersPage ? .person : .program
        }
    }

    private static func notFound(_ reader: Reader) -> Response { words(404, "There is no such file.", to: reader) }

    private static func gone(_ reader: Reader) -> Response {
        words(410, "This file is not here any more: its link has ended, or it was removed.", to: reader)
    }

    private static func unavailable(_ reader: Reader) -> Response {
        var response = words(503, "The file cannot be read at the moment. Please try again.", to: reader)
        response.add("Retry-After", "5")
        return response
    }

    private static func words(_ status: Int, _ text: String, to reader: Reader) -> Response {
        var response =
            switch reader {
            case .person:
                Response(status: status, contentType: "text/plain; charset=utf-8", content: Array((text + "\n").utf8))
            case .program:
                Response(
                    status: status, contentType: "application/problem+json",
                    content: ProblemDetails.response(status: status, detail: text).content)
            }
        protect(&response)
        return response
    }
}
