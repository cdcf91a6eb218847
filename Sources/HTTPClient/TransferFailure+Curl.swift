import CCurl

extension TransferFailure.Cause {
    /// What a result of libcurl's means. How far the request came is never read from it: the transfer knows that itself.
    init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved
            case CURLE_COULDNT_CONNECT: .notConnected
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS,
                CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
                CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_CLIENTCERT:
                .notSecured
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_SEND_ERROR, CURLE_READ_ERROR: .sendingBroke
            // Our call-backs refuse when libcurl would send a request again whose connection died before an answer.
            case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK: .noAnswer
            case CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING,
                CURLE_HTTP_RETURNED_ERROR, CURLE_SSL_SHUTDOWN_FAILED:
                .answerBroken
            case CURLE_WRITE_ERROR, CURLE_FILESIZE_EXCEEDED: .answerTooLarge
            default: .other
            }
    }
}

extension TransferFailure {
    /// What a transfer came to that ended with a result of libcurl's other than success. The one place that decides between never sent and
    /// uncertain, and by whether libcurl was let send alone: a kept connection that is reset before the first byte of an answer, a TLS error after the
    /// handshake, a refused stream and half a request have many results, and some of them also come before anything was sent.
    init(_ code: CURLcode, cause: Cause? = nil, progress: TransferProgress, detail: String) {
        self.init(reach: progress.reach, cause: cause ?? Cause(code), detail: detail)
    }
}
