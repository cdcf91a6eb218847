import CCurl

/// libcurl as a whole: started once for the process, at the first client, and never stopped.
enum CurlLibrary {
    /// Whether libcurl could be started.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
