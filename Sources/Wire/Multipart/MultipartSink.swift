/// What takes the parts of a multipart form as `MultipartParser` finds them.
///
/// It may refuse a part by its code; the parser says where that was.
public protocol MultipartSink {
    /// A part begins.
    mutating func begin(_ part: PartHead) throws(WireError)
    /// Some of the part's content, as it came: a part may have none, and any number of pieces.
    mutating func content(_ bytes: Span<UInt8>)
    /// The part is whole.
    mutating func end() throws(WireError)
}
