import CCurl

/// A loop around libcurl that posts, and does nothing else: what a delivery is measured against.
public enum BareLoop {
    /// Posts the same JSON over so many kept connections, on each again as soon as it is answered, until `count` are. Blocks for as long.
    ///
    /// - Returns: how many were answered 200; fewer than `count` when one was not, and then it ended there.
    public static func post(_ content: [UInt8], to url: EndpointURL, connections: Int, count: Int) -> Int {
        guard CurlLibrary.isReady else { return 0 }
        return unsafe content.withUnsafeBytes { bytes in
            unsafe ccurl_post_again_and_again(
                url.text, bytes.baseAddress, bytes.count, Int32(clamping: connections), count)
        }
    }
}
