/// A kind of file that a form may take, told by the ending of its name, by what its sender says, and by its content.
public struct FileType: Sendable, Hashable {
    /// The word for it in the configuration, which is its usual ending.
    public let name: String
    /// What it is served as.
    public let mediaType: String
    /// Its endings, in lower case.
    let endings: [String]
    /// What browsers say of it, beside ``mediaType``.
    let said: [String]
    /// What libmagic makes of its content.
    let contents: [String]

    private init(
        _ name: String, _ mediaType: String, endings: [String] = [], said: [String] = [], contents: [String] = []
    ) {
        self.name = name
        self.mediaType = mediaType
        self.endings = [name] + endings
        self.said = [mediaType] + said
        self.contents = [mediaType] + contents
    }

    /// What people send with forms. Nothing that a browser would run: no HTML, no SVG, no programs.
    public static let all: [FileType] = [
        FileType("pdf", "application/pdf", said: ["application/x-pdf"]),
        FileType("jpg", "image/jpeg", endings: ["jpeg", "jpe"], said: ["image/jpg", "image/pjpeg"]),
        FileType("png", "image/png", said: ["image/x-png"]),
        FileType("gif", "image/gif"),
        FileType("webp", "image/webp"),
        FileType("heic", "image/heic", endings: ["heif"], said: ["image/heif"], contents: ["image/heif"]),
        FileType("tif", "image/tiff", endings: ["tiff"]),
        FileType("txt", "text/plain", endings: ["text"], contents: texts),
        FileType(
            "csv", "text/csv", said: ["text/plain", "application/csv", "application/vnd.ms-excel"],
            contents: texts + ["text/plain", "application/csv"]),
        FileType(
            "rtf", "application/rtf", said: ["text/rtf", "application/msword"], contents: ["text/rtf"]),
        FileType("doc", "application/msword", contents: compound),
        FileType("xls", "application/vnd.ms-excel", contents: compound),
        FileType("ppt", "application/vnd.ms-powerpoint", contents: compound),
        FileType("docx", office + "wordprocessingml.document", contents: packed),
        FileType("xlsx", office + "spreadsheetml.sheet", contents: packed),
        FileType("pptx", office + "presentationml.presentation", contents: packed),
        FileType("odt", open + "text", contents: packed),
        FileType("ods", open + "spreadsheet", contents: packed),
        FileType("odp", open + "presentation", contents: packed),
        FileType("zip", "application/zip", said: ["application/x-zip-compressed", "application/x-zip"]),
        FileType("mp3", "audio/mpeg", said: ["audio/mp3"]),
        FileType("m4a", "audio/mp4", said: ["audio/x-m4a"], contents: ["audio/x-m4a", "video/mp4"]),
        FileType("wav", "audio/wav", said: ["audio/x-wav", "audio/wave"], contents: ["audio/x-wav"]),
        FileType("mp4", "video/mp4", endings: ["m4v"], said: ["video/x-m4v"], contents: ["video/x-m4v"]),
        FileType("mov", "video/quicktime"),
    ]

    /// What a form takes that does not say: documents, pictures and tables.
    public static let usual = all.filter {
        [
            "pdf", "jpg", "png", "gif", "webp", "heic", "tif", "txt", "csv", "rtf", "doc", "xls", "ppt", "docx", "xlsx",
            "pptx", "odt", "ods", "odp",
        ].contains($0.name)
    }

    /// The kind that a word of the configuration means: its name, or another ending of it.
    public static func named(_ word: String) -> FileType? {
        let word = word.lowercased()
        return all.first { $0.name == word } ?? all.first { $0.endings.contains(word) }
    }

    private static let office = "application/vnd.openxmlformats-officedocument."
    private static let open = "application/vnd.oasis.opendocument."
    /// Old Microsoft formats are files within a file, and which one is not always told.
    private static let compound = ["application/CDFV2", "application/x-ole-storage", "application/vnd.ms-office"]
    /// New ones are packed, and libmagic does not know every order in which that is done.
    private static let packed = ["application/zip"]
    /// What plain text is taken for, by its first words. Not HTML.
    private static let texts = [
        "application/csv", "text/csv", "application/json", "application/x-ndjson", "message/rfc822", "message/news",
        "text/x-c", "text/x-c++", "text/x-java", "text/x-makefile", "text/x-perl", "text/x-python",
        "text/x-script.python",
        "text/x-ruby", "text/x-shellscript", "text/x-tex", "text/x-diff", "text/x-asm", "text/x-po", "text/x-m4",
        "text/x-awk", "text/x-fortran", "text/x-pascal", "text/x-lisp", "text/x-bytecode",
    ]
}
