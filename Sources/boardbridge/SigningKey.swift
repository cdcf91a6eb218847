internal import BoardCRM
internal import Bridge
internal import Crypto
internal import Glibc

/// What the server signs with: the configuration's key, or one of its own that is made once and kept in a file beside the store.
enum SigningKey {
    private static let size = 32

    /// - Throws: ``Failure`` where the file can be neither read nor made.
    static func load(_ settings: ServiceSettings) throws -> [UInt8] {
        if let key = settings.signingKey { return KeyedHash.plain(Array(key.revealed().utf8)).bytes }
        switch settings.store {
        case .sqlite(let path): return try load(path + ".key")
        }
    }

    private static func load(_ path: String) throws -> [UInt8] {
        if let key = try read(path) { return key }
        // A reader never meets half a key: it gets its name when it is whole, and the first to name one wins.
        let own = "\(path).\(getpid())"
        let descriptor = unsafe open(own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { unsafe unlink(own) }
        let key = (0..<size).map { _ in UInt8.random(in: .min ... .max) }
        let written = unsafe key.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard written == size, fsync(descriptor) == 0, close(descriptor) == 0 else { throw failure(path) }
        guard unsafe link(own, path) == 0 || errno == EEXIST else { throw failure(path) }
        guard let named = try read(path) else { throw failure(path) }
        return named
    }

    /// nil where there is no such file.
    private static func read(_ path: String) throws -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var key = [UInt8](repeating: 0, count: size + 1)
        let count = unsafe key.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count == size else {
            throw Failure("\(path) is no key of 32 bytes: remove it, and a new one is made (or set signing_key)")
        }
        return Array(key[..<size])
    }

    private static func failure(_ path: String) -> Failure {
        Failure(
            "the server's key \(path) can be neither read nor made (\(errorText(errno))): let this user write there, or set signing_key"
        )
    }

    private static func errorText(_ code: Int32) -> String {
        // because the text that strerror points to is copied before anything else asks for one.
        unsafe String(cString: strerror(code))
    }
}
