internal import Glibc

/// A folder of our own, for the store of a demo or a benchmark.
struct TemporaryFolder {
    let path: String
    /// The folder that it stands in.
    let base: String

    /// Makes `boardbridge-PURPOSE-XXXXXX` in `base`, else in TMPDIR, else in `fallback`.
    init(for purpose: String, in base: String? = nil, otherwise fallback: String = "/tmp") throws {
        self.base = try Self.absolute(base ?? Self.named ?? fallback)
        var template = Array("\(self.base)/boardbridge-\(purpose)-XXXXXX".utf8CString)
        // because mkdtemp fills in the array it is handed, in place, for the length of the call.
        guard unsafe mkdtemp(&template) != nil else {
            throw Failure("cannot make a folder in \(self.base): \(unsafe String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes the folder with all its files; it has no folders.
    func remove() {
        empty()
        _ = unsafe rmdir(path)
    }

    /// Removes its files.
    func empty() {
        guard let folder = unsafe opendir(path) else { return }
        defer { unsafe closedir(folder) }
        // because an entry is valid until the next one is read, and its name is copied before that.
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { _ = unsafe unlink("\(path)/\(name)") }
        }
    }

    private static func absolute(_ folder: String) throws -> String {
        guard let real = unsafe realpath(folder, nil) else {
            throw Failure("\(folder): \(unsafe String(cString: strerror(errno)))")
        }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    private static var named: String? {
        guard let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 else { return nil }
        return unsafe String(cString: value)
    }
}
