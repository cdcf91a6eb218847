internal import Glibc

/// The folder that files are kept in, and every system call about it. A name in it is a key, and nothing that came from outside.
///
/// because these calls read or fill the memory they are handed only for their own length, each `unsafe` here ends with its line.
struct FileFolder: Sendable {
    /// Why a file could not be kept or read; in words for a log.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ doing: String, _ code: Int32 = errno) {
            description = unsafe "\(doing): \(String(cString: strerror(code)))"
        }
    }

    let path: String

    /// A new file of this user's eyes only.
    func create(_ key: String) throws(Failure) -> Int32 {
        for isFirst in [true, false] {
            let descriptor = unsafe Glibc.open(place(key), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 { return descriptor }
            guard errno == ENOENT, isFirst else { break }
            try make()
        }
        throw Failure("a file cannot be made in \(path)")
    }

    /// The folder itself, whose name is on the disk when this returns.
    func make() throws(Failure) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure("\(path) cannot be made") }
        try Self.sync(path + "/..")
    }

    func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure("a file cannot be written in \(path)") }
            done += count
        }
    }

    /// Brings a file's content to the disk.
    func sync(_ descriptor: Int32) throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Failure("a file cannot be synced in \(path)") }
    }

    /// Brings the names in the folder to the disk.
    func sync() throws(Failure) { try Self.sync(path) }

    private static func sync(_ path: String) throws(Failure) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("\(path) cannot be opened") }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure("\(path) cannot be synced") }
    }

    func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    /// Removes a file; one that is not there is no error.
    @discardableResult
    func remove(_ key: String) -> Bool { unsafe unlink(place(key)) == 0 }

    /// Gives the folder another name; one that is not there is no error.
    func rename(to other: String) throws(Failure) {
        guard unsafe Glibc.rename(path, other) == 0 || errno == ENOENT else {
            throw Failure("\(path) cannot be renamed to \(other)")
        }
    }

    /// Opens a file to be read, with its size; nil where there is none.
    func open(_ key: String) -> (descriptor: Int32, size: Int)? {
        let descriptor = unsafe Glibc.open(place(key), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        var found = stat()
        guard unsafe fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        return (descriptor, Int(found.st_size))
    }

    /// The keys of all files that are there. What has another name is not ours.
    func keys() -> [String] {
        // because the folder's handle lives from here to the end of this function, and each entry until the next is read.
        guard let stream = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(stream) }
        var keys: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if FileKey.isKey(name) { keys.append(name) }
        }
        return keys
    }

    /// How many bytes its disk has free; nil where that is not known.
    func available() -> Int? {
        var found = statvfs()
        guard unsafe (statvfs(path, &found) == 0 || statvfs(path + "/..", &found) == 0) else { return nil }
        return Int(found.f_bavail) * Int(found.f_frsize)
    }

    private func place(_ key: String) -> String { "\(path)/\(key)" }
}
