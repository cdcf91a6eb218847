internal import Bridge
internal import Configuration
internal import Files
internal import Outbox
internal import OutboxSQLite
internal import Telemetry

extension Service {
    /// The folder of files beside the store.
    static func fileStore(_ location: StoreLocation, store: any KeptStore, log: Log) -> FileStore? {
        switch location {
        case .sqlite(let path): FileStore(folder: FileFolders.path(ofStore: path), store: store, log: log)
        }
    }

    /// Whether a store may name files that this one does not: one that was put aside, and can still be salvaged.
    static func isUnsure(_ location: StoreLocation) -> Bool {
        switch location {
        case .sqlite(let path): !SQLiteFile.putAside(of: path).isEmpty
        }
    }

    /// Without libmagic's database no file is what it says: every one would be refused.
    static func prepare(_ files: FileStore?, for forms: [FormSettings], _ log: Log) {
        guard let files, forms.contains(where: { $0.files != nil }), !files.prepare() else { return }
        log.line(.error, "no file can be taken: libmagic has no database; install libmagic-mgc") { _ in }
    }
}

extension Configuration {
    /// Makes addresses of files; nil where nobody said what the service is called outside, or its key cannot be read.
    var fileLinks: FileLinks? {
        guard forms.contains(where: { $0.files != nil }), let publicURL = service.publicURL,
            let key = try? SigningKey.load(service)
        else { return nil }
        return FileLinks(publicURL: publicURL, key: key)
    }
}
