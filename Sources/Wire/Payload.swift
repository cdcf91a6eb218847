/// What one submission carries, once its bytes are read.
///
/// The content type decides which one it is, once; nothing after that looks at the type again.
public enum Payload: Sendable {
    /// The fields of a urlencoded or multipart form.
    case fields(FormFields)
    /// A JSON value.
    case json(JSONDocument)
}
