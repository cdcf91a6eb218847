import Glibc

extension SourceFiles {
    /// Reads `boardbridge.yaml`, `forms/*.yaml`, `senders/*.yaml` and `languages/*.yaml` of a folder.
    init(folder: String) {
        self.init(contents: [:], folder: folder)
        readSecret = { path in Self.read(path.resolved(in: folder)) }
        isOpenToAll = { path in Self.isOpenToAll(path.resolved(in: folder)) }
        switch Self.names(in: folder) {
        case .failure(let failure):
            failures[folder] = SourceFailure("the configuration's folder: \(failure.message)")
            return
        case .success(let names):
            if names.contains("boardbridge.yaml") { take("boardbridge.yaml") }
            for part in ["forms", "senders", "languages"] where names.contains(part) {
                switch Self.names(in: part.resolved(in: folder)) {
                case .failure(let failure): failures[part] = failure
                case .success(let files):
                    for file in files where file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
                        take("\(part)/\(file)")
                    }
                }
            }
        }
    }

    private mutating func take(_ path: String) {
        switch Self.read(path.resolved(in: folder)) {
        case .success(let bytes): contents[path] = bytes
        case .failure(let failure): failures[path] = failure
        }
    }

    /// The names in a folder that are not hidden, sorted.
    private static func names(in folder: String) -> Result<[String], SourceFailure> {
        guard let handle = unsafe opendir(folder) else { return .failure(failure(errno)) }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return .success(names.sorted())
    }

    /// A regular file's content. What is no regular file is not waited for.
    private static func read(_ path: String) -> Result<[UInt8], SourceFailure> {
        var descriptor: Int32
        repeat {
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { return .failure(failure(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return .failure(failure(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(SourceFailure("this is not a regular file")) }
        // Until nothing comes: a size may be out of date, or 0 for a file that the kernel makes up.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= maximumSize {
            let got = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if got == 0 { return .success(bytes) }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return .failure(failure(errno)) }
            bytes += chunk[..<got]
        }
        return .failure(SourceFailure("this file is larger than 1MiB"))
    }

    /// Whether others than its owner and group may read a file, and pass through every folder above it.
    private static func isOpenToAll(_ path: String) -> Bool {
        // because the text that realpath allocates is copied and freed here.
        guard let resolved = unsafe realpath(path, nil) else { return false }
        defer { unsafe free(resolved) }
        var part = unsafe String(cString: resolved)
        var needed = S_IROTH
        while true {
            var status = stat()
            guard unsafe stat(part, &status) == 0, status.st_mode & needed != 0 else { return false }
            guard let slash = part.lastIndex(of: "/"), part != "/" else { return true }
            part = slash == part.startIndex ? "/" : String(part[..<slash])
            needed = S_IXOTH
        }
    }

    private static func failure(_ code: Int32) -> SourceFailure {
        switch code {
        case ENOENT: SourceFailure("no such file or folder")
        case EACCES, EPERM: SourceFailure("it may not be read by this user")
        case ENOTDIR: SourceFailure("this is not a folder")
        default: SourceFailure("it cannot be read (error \(code))")
        }
    }
}
