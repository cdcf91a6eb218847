public import Mapping
public import Wire

extension Complaint {
    /// Writes `{"file":…,"line":…,"column":…,"severity":"error","message":…}`, for editors and scripts.
    public func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("file")
        writer.string(place.file)
        writer.key("line")
        writer.integer(place.line)
        writer.key("column")
        writer.integer(place.column)
        writer.key("severity")
        writer.string(severity.rawValue)
        writer.key("message")
        writer.string(message)
        writer.endObject()
    }

    /// The same as one line of text without a line feed.
    public var json: String {
        var writer = JSONWriter()
        append(to: &writer)
        return writer.text
    }
}
