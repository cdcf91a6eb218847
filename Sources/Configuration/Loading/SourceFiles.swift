/// The files of a configuration, wherever they come from.
struct SourceFiles {
    /// Content by the path from the configuration's folder: `boardbridge.yaml`, `forms/contact.yaml`.
    var contents: [String: [UInt8]] = [:]
    /// Why a file, or the folder itself, could not be read, by the same paths.
    var failures: [String: SourceFailure] = [:]
    /// The folder, where relative paths in settings start; empty for the working directory.
    var folder: String
    /// Reads the file of `${file:PATH}` by the path as written.
    var readSecret: (String) -> Result<[UInt8], SourceFailure>
    /// Whether every user of this machine may read the file of a path: its content is no secret to them.
    var isOpenToAll: (String) -> Bool = { _ in false }

    /// The largest file that is read, in bytes.
    static let maximumSize = 1 << 20

    /// Files that are already at hand; `${file:PATH}` finds its file among them.
    init(contents: [String: [UInt8]], folder: String) {
        self.contents = contents
        self.folder = folder
        readSecret = { path in contents[path].map { .success($0) } ?? .failure(SourceFailure("no such file")) }
    }
}
