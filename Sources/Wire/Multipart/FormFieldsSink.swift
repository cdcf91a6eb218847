/// Puts a multipart form's parts into `FormFields`. Of files only name, type and size are noted.
struct FormFieldsSink: MultipartSink {
    private var fields = FormFields()
    private var charsets = OwnCharsets()
    private let limits: WireLimits
    private var name = 0..<0
    /// The type of the file that the part is; nil if it is none.
    private var fileType: String?
    private var contentStart = 0
    private var size = 0
    private var decoder = TransferDecoder(.identity)

    /// `capacity`: the form's size in bytes, which the decoded bytes do not pass.
    init(capacity: Int, limits: WireLimits) {
        self.limits = limits
        fields.bytes.reserveCapacity(capacity)
        fields.entries.reserveCapacity(16)
    }

    mutating func begin(_ part: PartHead) throws(WireError) {
        guard fields.entries.count < limits.maxFields else { throw WireError(.multipart, .tooManyFields, at: 0) }
        let start = fields.bytes.count
        fields.bytes.append(contentsOf: part.bytes[part.name])
        name = start..<fields.bytes.count
        let ownOfName: Charset? = part.nameIsExtended ? .utf8 : nil
        if let filename = part.filename {
            fields.bytes.append(contentsOf: part.bytes[filename])
            fileType = part.contentType.map { String(repairing: part.bytes[$0]) } ?? "text/plain"
            // A file's content is not read, so its charset is nothing to us.
            charsets.set(fields.entries.count, name: ownOfName, value: part.filenameIsExtended ? .utf8 : nil)
        } else {
            fileType = nil
            charsets.set(fields.entries.count, name: ownOfName, value: try part.charset())
        }
        contentStart = fields.bytes.count
        size = 0
        decoder = TransferDecoder(part.transferEncoding)
    }

    mutating func content(_ bytes: Span<UInt8>) {
        guard fileType != nil else { return decoder.decode(bytes, to: &fields.bytes) }
        guard !decoder.isIdentity else { return size += bytes.count }
        decoder.decode(bytes, to: &fields.bytes)
        size += fields.bytes.count - contentStart
        fields.bytes.removeSubrange(contentStart...)
    }

    mutating func end() throws(WireError) {
        guard decoder.isComplete else { throw WireError(.multipart, .invalidTransferEncoding, at: 0) }
        if let fileType {
            fields.files.append(FormFields.File(filename: "", contentType: fileType, size: size))
            fields.entries.append(
                FormFields.Entry(name: name, value: name.upperBound..<contentStart, file: fields.files.count - 1))
        } else {
            fields.entries.append(FormFields.Entry(name: name, value: contentStart..<fields.bytes.count))
        }
    }

    /// The form, in UTF-8. `charset`: what it is in where nothing in it says so.
    consuming func finish(_ charset: Charset) throws(WireError) -> FormFields {
        try fields.settle(charset, charsets, of: .multipart)
        for entry in fields.entries {
            if let file = entry.file { fields.files[file].filename = fields.value(of: entry) }
        }
        return fields
    }
}
