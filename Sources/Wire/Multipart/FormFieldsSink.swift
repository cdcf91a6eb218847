/// Puts a multipart form's parts into `FormFields`. Of files only name, type and size are noted.
struct FormFieldsSink: MultipartSink {
    private(set) var fields = FormFields()
    private let limits: WireLimits
    private var name = 0..<0
    private var file: FormFields.File?
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
        file = nil
        if let filename = part.filename {
            fields.bytes.append(contentsOf: part.bytes[filename])
            file = FormFields.File(
                filename: String(decoding: part.bytes[filename], as: UTF8.self),
                contentType: part.contentType.map { String(decoding: part.bytes[$0], as: UTF8.self) } ?? "text/plain",
                size: 0)
        }
        contentStart = fields.bytes.count
        size = 0
        decoder = TransferDecoder(part.transferEncoding)
    }

    mutating func content(_ bytes: Span<UInt8>) {
        guard file != nil else { return decoder.decode(bytes, to: &fields.bytes) }
        guard !decoder.isIdentity else { return size += bytes.count }
        decoder.decode(bytes, to: &fields.bytes)
        size += fields.bytes.count - contentStart
        fields.bytes.removeSubrange(contentStart...)
    }

    mutating func end() throws(WireError) {
        guard decoder.isComplete else { throw WireError(.multipart, .invalidTransferEncoding, at: 0) }
        if let file {
            fields.files.append(
                FormFields.File(filename: file.filename, contentType: file.contentType, size: size))
            fields.entries.append(
                FormFields.Entry(name: name, value: name.upperBound..<contentStart, file: fields.files.count - 1))
        } else {
            fields.entries.append(FormFields.Entry(name: name, value: contentStart..<fields.bytes.count))
        }
    }
}
