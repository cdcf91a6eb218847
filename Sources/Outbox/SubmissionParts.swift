/// The longer parts of a submission, as places in one array. All the posts that are stored together may share it: then no post needs
/// memory of its own on its way to the disk.
public struct SubmissionParts: Sendable {
    /// Where each part is.
    public struct Places: Sendable {
        /// The deal as mapped, encoded; nil where there is none.
        public var deal: Range<Int>?
        /// The chosen request headers, as a JSON object.
        public var headers = 0..<0
        /// The target's query, without the question mark.
        public var query = 0..<0
        /// The content's raw bytes, as they came.
        public var content = 0..<0

        /// Nothing is anywhere yet.
        public init() {}
    }

    /// The bytes that all parts are of. A round fills them in when all its posts are there.
    public var bytes: [UInt8]
    /// Where each part is in them.
    public let places: Places

    /// Parts of `bytes`; every place lies inside, at the latest when the submission is stored.
    public init(_ bytes: [UInt8], _ places: Places) {
        self.bytes = bytes
        self.places = places
    }

    /// The deal as mapped, encoded.
    public var deal: Range<Int>? { places.deal }
    /// The chosen request headers, as a JSON object.
    public var headers: Range<Int> { places.headers }
    /// The target's query, without the question mark; empty where none came.
    public var query: Range<Int> { places.query }
    /// The content's raw bytes, as they came.
    public var content: Range<Int> { places.content }

    /// Puts a part behind the others; returns its place.
    public static func append(_ part: [UInt8], in range: Range<Int>, to bytes: inout [UInt8]) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: part[range])
        return start..<bytes.count
    }
}
