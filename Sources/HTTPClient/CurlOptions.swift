import CCurl

/// Sets the options of one easy handle and remembers whether libcurl took them all: a transfer that lacks one of them must not run.
@safe struct CurlOptions {
    let easy: UnsafeMutableRawPointer
    private(set) var areAccepted = true

    init(easy: UnsafeMutableRawPointer) {
        unsafe self.easy = unsafe easy
    }

    /// What holds for every request.
    mutating func setRules(by configuration: HTTPClientConfiguration) {
        set(CURLOPT_NOSIGNAL, 1)
        unsafe note(ccurl_set_quick_exit(easy))
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_FOLLOWLOCATION, 0)
        // An empty name keeps libcurl from reading http_proxy and its kin from the environment.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_USERAGENT, configuration.userAgent)
        set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
        set(CURLOPT_TIMEOUT_MS, configuration.timeout.wholeMilliseconds)
        set(CURLOPT_MAXAGE_CONN, max(1, configuration.idleLimit.wholeMilliseconds / 1000))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = configuration.certificateAuthorityFile { set(CURLOPT_CAINFO, file) }
    }

    /// Where the request goes, and how long its content is.
    mutating func setTarget(_ request: HTTPRequest, onFreshConnection isFresh: Bool) {
        let url = request.url
        // A kept connection may lead where another request was allowed to go.
        let isOwn = request.addresses != nil
        set(CURLOPT_FRESH_CONNECT, isFresh || isOwn ? 1 : 0)
        set(CURLOPT_FORBID_REUSE, isOwn ? 1 : 0)
        set(CURLOPT_URL, url.text)
        set(CURLOPT_PROTOCOLS_STR, url.isSecure ? "https" : "http")
        guard !request.isGet else { return set(CURLOPT_HTTPGET, 1) }
        set(CURLOPT_POST, 1)
    }

    /// What is sent; it has to stay where it is until the transfer has ended. Handed over as a whole, a content that is not long goes out with
    /// the head in one packet, and costs both sides half of what two cost.
    mutating func setContent(_ bytes: UnsafeRawBufferPointer) {
        unsafe note(ccurl_set_content(easy, bytes.baseAddress, curl_off_t(bytes.count)))
    }

    /// Who opens the connections' sockets, for this transfer, and who closes them, for as long as there are any.
    mutating func setSockets(_ sockets: CurlSockets, openedBy owner: CurlTransfer) {
        unsafe note(
            ccurl_set_sockets(
                easy, Unmanaged.passUnretained(owner).toOpaque(),
                { context, _, address in
                    guard let owner = unsafe CurlOptions.owner(context), let address = unsafe address else {
                        return CURL_SOCKET_BAD
                    }
                    // because libcurl hands over the whole address, as long as it says, for the length of the call.
                    let start = unsafe UnsafeRawPointer(address).advanced(
                        by: MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
                    let bytes = unsafe [UInt8](
                        UnsafeRawBufferPointer(start: start, count: Int(address.pointee.addrlen)))
                    return unsafe owner.openSocket(
                        to: bytes, family: address.pointee.family, type: address.pointee.socktype,
                        protocol: address.pointee.protocol)
                },
                Unmanaged.passUnretained(sockets).toOpaque(),
                { context, descriptor in
                    guard let context = unsafe context else { return 1 }
                    return unsafe Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().close(descriptor)
                }))
    }

    /// Which transfer the call-backs reach, its header fields, and the 256 bytes for libcurl's words. All must outlive the transfer's run.
    mutating func setOwner(
        _ owner: CurlTransfer, fields: UnsafeMutablePointer<curl_slist>?, errorText: UnsafeMutablePointer<CChar>
    ) {
        unsafe note(ccurl_set_headers(easy, fields))
        unsafe note(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
        unsafe note(
            ccurl_set_callbacks(
                easy, Unmanaged.passUnretained(owner).toOpaque(),
                { bytes, size, count, context in
                    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return unsafe CurlOptions.owner(context)?.receive(piece) == true ? piece.count : 0
                },
                { bytes, size, count, context in
                    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return unsafe CurlOptions.owner(context)?.receive(headerLine: line) == true ? line.count : 0
                },
                { context, _, _, _, port in
                    unsafe CurlOptions.owner(context)?.mayBegin(localPort: port) == true
                        ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }))
    }

    private static func owner(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    mutating func set(_ option: CURLoption, _ value: Int) { unsafe note(ccurl_set_long(easy, option, value)) }

    mutating func set(_ option: CURLoption, _ value: String) {
        unsafe note(ccurl_set_string(easy, option, value))
    }

    mutating func note(_ code: CURLcode) { areAccepted = areAccepted && code == CURLE_OK }
}
