/// What a part's `Content-Disposition: form-data` names.
struct Disposition: Sendable {
    var name: Range<Int>?
    var filename: Range<Int>?
    /// Whether the name came as `name*`, which a plain `name` does not replace (RFC 6266, section 4.3).
    var nameIsExtended = false
    var filenameIsExtended = false
}
