/// The fields of a form, in their order, repeats kept.
///
/// Names and values are ranges of one array of decoded bytes, so that a form of any size takes two allocations.
public struct FormFields: Sendable {
    /// One field: where its name and its value stand in `bytes`.
    public struct Entry: Sendable, Hashable {
        let nameStart: UInt32
        let nameCount: UInt32
        let valueStart: UInt32
        let valueCount: UInt32
        let fileIndex: UInt32
        /// Whether its value is known to be ASCII that JSON has as it stands, without anything to escape.
        public let isPlain: Bool

        /// The decoded name, as a range of `FormFields.bytes`.
        public var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }
        /// The decoded value, as a range of `FormFields.bytes`; a file's is its file name.
        public var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueCount) }
        /// The place in `FormFields.files` if this field is a file.
        public var file: Int? { fileIndex == .max ? nil : Int(fileIndex) }

        /// The first byte of its name; nil for an empty one.
        @inline(__always)
        public func firstByte(of bytes: Span<UInt8>) -> UInt8? { nameCount == 0 ? nil : bytes[Int(nameStart)] }

        init(name: Range<Int>, value: Range<Int>, file: Int? = nil, isPlain: Bool = false) {
            self.isPlain = isPlain
            nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
            nameCount = UInt32(truncatingIfNeeded: name.count)
            valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
            valueCount = UInt32(truncatingIfNeeded: value.count)
            fileIndex = file.map { UInt32(truncatingIfNeeded: $0) } ?? .max
        }
    }

    /// A file that came with the form. Its bytes are not here.
    public struct File: Sendable, Hashable {
        /// The name that the sender gave it: a label, never a path. Bad UTF-8 is U+FFFD.
        public internal(set) var filename: String
        /// The media type as the sender wrote it, or `text/plain` where it wrote none (RFC 7578, section 4.4).
        public let contentType: String
        /// Its size in bytes.
        public let size: Int
        /// Where it can be fetched; nil where it is not kept.
        public let url: String?

        /// A file by its label, type, size in bytes, and address.
        public init(filename: String, contentType: String, size: Int, url: String? = nil) {
            self.filename = filename
            self.contentType = contentType
            self.size = size
            self.url = url
        }
    }

    /// The bytes that the entries point into: decoded. Of a form that was read, each name and each value is UTF-8.
    public internal(set) var bytes: [UInt8]
    /// The fields in their order.
    public internal(set) var entries: [Entry]
    /// The files among the fields.
    public internal(set) var files: [File]
    /// Whether its files were taken out of it and put elsewhere: then they alone have addresses, and a text that is called so has none.
    public internal(set) var keepsFiles = false

    /// Which names there are, for looks that find nothing.
    private(set) var marks = FieldNameMarks.unknown

    /// A form without fields.
    public init() {
        bytes = []
        entries = []
        files = []
    }

    /// A form of these fields, without files.
    init(_ bytes: consuming [UInt8], _ entries: consuming [Entry]) {
        self.bytes = bytes
        self.entries = entries
        files = []
    }

    /// Says what became of its files: of each, in their order. The fields themselves keep the names that came.
    public mutating func keep(_ kept: [File]) {
        keepsFiles = true
        files.replaceSubrange(0..<min(kept.count, files.count), with: kept.prefix(files.count))
    }

    /// An empty form that keeps its files as another does.
    public init(keepingFilesAs other: FormFields) {
        self.init()
        keepsFiles = other.keepsFiles
    }

    /// A form of these names and values, in this order.
    public init(_ pairs: KeyValuePairs<String, String>) {
        self.init()
        for (name, value) in pairs {
            append(name: name.utf8, value: value.utf8)
        }
    }

    /// Adds a field after the others. Name and value are decoded bytes; 4 GiB is the end of what a form holds.
    public mutating func append(name: some Collection<UInt8>, value: some Collection<UInt8>) {
        entries.append(store(name: name, value: value, file: nil))
        marks = .unknown
    }

    /// Adds a file after the other fields; its value is its file name.
    public mutating func append(name: some Collection<UInt8>, file: File) {
        files.append(file)
        entries.append(store(name: name, value: file.filename.utf8, file: files.count - 1))
        marks = .unknown
    }

    /// Takes note of its names, once all of them are there.
    mutating func markNames() { marks = FieldNameMarks(of: entries.span, bytes.span) }

    private mutating func store(
        name: some Collection<UInt8>, value: some Collection<UInt8>, file: Int?
    ) -> Entry {
        let start = bytes.count
        bytes.append(contentsOf: name)
        let middle = bytes.count
        bytes.append(contentsOf: value)
        return Entry(name: start..<middle, value: middle..<bytes.count, file: file)
    }
}
