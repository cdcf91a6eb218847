import CCurl

/// One transfer of libcurl's: an easy handle, and what its call-backs need. Used again and again; belongs to one thread.
@safe final class CurlTransfer {
    /// The easy handle.
    let easy: UnsafeMutableRawPointer
    /// Who waits for the transfer that is under way.
    private(set) var exchange: Exchange?
    /// When it was begun.
    var begun = ContinuousClock.now
    /// For how long it is under way.
    var taken: Duration { begun.duration(to: .now) }

    /// The kept connection that the transfer was given had bytes on it that nobody had asked for, so that nothing was sent on it.
    private(set) var isStale = false
    /// The request's deadline had come before anything of it was sent.
    private var isTooLate = false
    /// The host's addresses, or some of them, were none that the request may connect to.
    private var isBarred = false

    private let sockets: CurlSockets
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var fieldList: UnsafeMutablePointer<curl_slist>?
    /// The content under way, where libcurl reads it from.
    private var content = UnsafeMutableRawBufferPointer.allocate(byteCount: usualContent, alignment: 1)
    /// What the handle's options stand for; nil where they have to be set anew.
    private var set: Shape?
    private var progress = TransferProgress(answerLimit: 0)

    /// All of a request that the handle's options say, but for its content.
    private struct Shape {
        let url: EndpointURL
        let fields: [HTTPField]
        let isGet: Bool

        init(_ request: HTTPRequest) { (url, fields, isGet) = (request.url, request.fields, request.isGet) }

        func fits(_ request: HTTPRequest) -> Bool {
            isGet == request.isGet && url == request.url && fields == request.fields
        }
    }

    /// Room that most contents fit into; what a longer one took is given back after it.
    private static let usualContent = 4096

    /// Nil when libcurl has no memory left.
    init?(sockets: CurlSockets) {
        guard let easy = unsafe curl_easy_init() else { return nil }
        unsafe self.easy = unsafe easy
        self.sockets = sockets
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(fieldList)
        unsafe errorText.deallocate()
        unsafe content.deallocate()
    }

    /// The transfer that an easy handle belongs to.
    static func of(_ easy: UnsafeMutableRawPointer) -> CurlTransfer? {
        guard let context = unsafe ccurl_context(easy) else { return nil }
        return unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// Makes the handle ready for an exchange; false when libcurl refuses an option, so that nothing may be sent.
    func prepare(
        _ exchange: Exchange, by configuration: HTTPClientConfiguration, onFreshConnection isFresh: Bool = false
    ) -> Bool {
        self.exchange = exchange
        isStale = false
        isTooLate = false
        isBarred = false
        let request = exchange.request
        progress = TransferProgress(answerLimit: request.answerLimit ?? configuration.answerLimit)
        unsafe errorText.pointee = 0
        hold(request.content)
        var options = unsafe CurlOptions(easy: easy)
        // libcurl forgets nothing between two transfers: of one like the last, only the content is another.
        let isUsual = !isFresh && request.addresses == nil
        if !isUsual || set?.fits(request) != true {
            set = nil
            unsafe curl_easy_reset(easy)
            guard build(request.fields) else { return false }
            options.setRules(by: configuration)
            options.setTarget(request, onFreshConnection: isFresh)
            options.setSockets(sockets, openedBy: self)
            unsafe options.setOwner(self, fields: fieldList, errorText: errorText)
        }
        if !request.isGet {
            unsafe options.setContent(UnsafeRawBufferPointer(rebasing: content[..<request.content.count]))
        }
        if isUsual, options.areAccepted { set = Shape(request) }
        return options.areAccepted
    }

    private func hold(_ bytes: [UInt8]) {
        if unsafe bytes.count > content.count { setRoom(bytes.count) }
        unsafe content.copyBytes(from: bytes)
    }

    private func setRoom(_ count: Int) {
        unsafe content.deallocate()
        unsafe content = .allocate(byteCount: count, alignment: 1)
    }

    /// Ends the exchange with libcurl's result, or with a cause of our own, and says what became of it.
    func finish(_ code: CURLcode, cause: TransferFailure.Cause? = nil) -> (Exchange, Exchange.Outcome)? {
        guard let exchange else { return nil }
        self.exchange = nil
        defer {
            progress = TransferProgress(answerLimit: 0)
            if unsafe content.count > Self.usualContent {
                setRoom(Self.usualContent)
                set = nil
            }
        }
        if code == CURLE_OK, cause == nil {
            let status = unsafe ccurl_status(easy)
            return (exchange, .success(HTTPResponse(status: status, header: progress.header, content: progress.answer)))
        }
        set = nil
        let failure = TransferFailure(
            code, cause: cause ?? (isTooLate ? .tooLate : isBarred && code == CURLE_COULDNT_CONNECT ? .barred : nil),
            progress: progress,
            detail: cause == nil ? detail(code) : "")
        return (exchange, .failure(failure))
    }

    private func detail(_ code: CURLcode) -> String {
        // Our own call-backs ended the transfer: libcurl's words would speak of call-backs.
        if [CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR].contains(code) { return "" }
        let text = unsafe String(cString: errorText)
        return text.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : text
    }

    private func build(_ fields: [HTTPField]) -> Bool {
        unsafe curl_slist_free_all(fieldList)
        // An empty Expect keeps libcurl from waiting for 100 (Continue) before a longer content.
        unsafe fieldList = unsafe curl_slist_append(nil, "Expect:")
        for field in fields {
            guard let longer = unsafe curl_slist_append(fieldList, "\(field.name): \(field.value)") else {
                return false
            }
            unsafe fieldList = unsafe longer
        }
        return unsafe fieldList != nil
    }
}

extension CurlTransfer {
    /// libcurl has found an address of the host, and is about to connect to it; -1 where it may not, or the system has no socket left.
    func openSocket(to address: [UInt8], family: Int32, type: Int32, protocol number: Int32) -> Int32 {
        if let policy = exchange?.request.addresses, !policy.allows(socketAddress: address) {
            isBarred = true
            return -1
        }
        return sockets.open(family: family, type: type, protocol: number)
    }

    /// libcurl brings a piece of the answer's content; false ends the transfer.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool { unsafe progress.receive(bytes) }

    /// libcurl brings one line of the answer's header; false ends the transfer.
    func receive(headerLine: UnsafeRawBufferPointer) -> Bool { unsafe progress.receive(headerLine: headerLine) }

    /// libcurl is about to send the request on a connection that stands, with this port at our end; false ends the transfer.
    func mayBegin(localPort: Int32) -> Bool {
        // First of all: what was sent is never sent again, on whatever connection.
        guard progress.reach == .neverSent else { return false }
        if let deadline = exchange?.request.deadline, ContinuousClock.now >= deadline {
            isTooLate = true
            return false
        }
        if unsafe ccurl_connects(easy) > 0 {
            sockets.learn(localPort: localPort)
        } else {
            isStale = sockets.haveBytes(localPort: localPort)
        }
        if !isStale { progress.begin() }
        return !isStale
    }
}
