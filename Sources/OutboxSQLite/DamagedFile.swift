import Glibc
import Outbox

/// A store's file that SQLite cannot read any more: it is put aside whole, never deleted, so that a person can look at what is left of it.
enum DamagedFile {
    private static let companions = ["", "-wal", "-shm"]
    /// What stands between a store's name and the time at which it was put aside.
    private static let mark = ".damaged-"

    /// Whether what stands at the path was surely this program's store, and not a file that a wrong setting points at.
    /// - Parameter wasServed: a service has had a store of this name before.
    static func wasStore(_ path: String, wasServed: Bool) -> Bool {
        let head = head(of: path)
        // https://www.sqlite.org/fileformat.html, 1.3: the application's mark stands at byte 68.
        let mark = head.count >= 72 ? head[68..<72].reduce(Int64(0)) { $0 << 8 | Int64($1) } : 0
        return mark == Schema.applicationID || wasServed || isCutToNothing(path)
    }

    /// Whether the file is empty and its log is not. SQLite would take it for a new one, and delete the log unread.
    static func isCutToNothing(_ path: String) -> Bool {
        size(path) == 0 && size(path + "-wal") ?? 0 > 0
    }

    /// Whether a file is there.
    static func isThere(_ path: String) -> Bool { size(path) != nil }

    /// Renames the file and what belongs to it, for good; returns the new name.
    static func putAside(_ path: String, at moment: Timestamp) throws(StoreError) -> String {
        try rename(path, to: path + mark + stamp(moment))
    }

    /// The files of a store that were put aside and are there still, by their names.
    static func putAside(of path: String) -> [String] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let store = path[(slash.map(path.index(after:)) ?? path.startIndex)...]
        let starts = [store + mark, store + RemovedFile.mark]
        // because the folder's handle lives from here to the end of this function, and each entry until the next is read.
        guard let stream = unsafe opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            let isCompanion = companions.contains { !$0.isEmpty && name.hasSuffix($0) }
            if starts.contains(where: { name.hasPrefix($0) }), !isCompanion { names.append(folder + name) }
        }
        return names.sorted()
    }

    /// Renames a store's files to a name that is free.
    static func rename(_ path: String, to wanted: String) throws(StoreError) -> String {
        var target = wanted
        var number = 1
        while companions.contains(where: { size(target + $0) != nil }) {
            number += 1
            target = "\(wanted)-\(number)"
        }
        // The log first: a log without its file is looked for by nobody.
        for companion in companions.reversed() where size(path + companion) != nil {
            guard unsafe Glibc.rename(path + companion, target + companion) == 0 else {
                throw StoreError(
                    .cannotOpen,
                    "cannot put \(path)\(companion) aside as \(target)\(companion): \(unsafe String(cString: strerror(errno)))"
                )
            }
        }
        try FolderSync.sync(folderOf: path)
        return target
    }

    /// `20260301T093000Z`
    static func stamp(_ moment: Timestamp) -> String {
        moment.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// A file's size; nil where there is none.
    private static func size(_ path: String) -> Int? {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? Int(found.st_size) : nil
    }

    private static func head(of path: String) -> [UInt8] {
        // Before any connection: closing a descriptor would drop SQLite's locks.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { Glibc.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }
}
