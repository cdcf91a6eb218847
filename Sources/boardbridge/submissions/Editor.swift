internal import Glibc

/// The person's own editor, on a file of their eyes only.
enum Editor {
    /// Lets the person edit a text; returns what they saved.
    static func edit(_ text: String) throws -> String {
        guard let command = named("VISUAL") ?? named("EDITOR") else {
            throw Failure("no editor: set EDITOR, as in EDITOR=nano")
        }
        // Kept in memory where that can be had: it holds a person's data.
        let folder = try TemporaryFolder(for: "edit", in: unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : nil)
        defer { folder.remove() }
        let path = "\(folder.path)/deal.json"
        try OutputFile.write(Array((text + "\n").utf8), to: path)
        try run("\(command) \"$1\"", path)
        return String(decoding: try InputFile.read(path), as: UTF8.self)
    }

    private static func named(_ name: String) -> String? {
        guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
        return unsafe String(cString: value)
    }

    /// Runs a shell's line on this terminal, and waits for its end.
    private static func run(_ line: String, _ path: String) throws {
        // because the attributes are a value of this frame; the editor gets the signals that this program keeps from itself.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        // because the words are copied here, and live until the call has returned.
        let line = ["sh", "-c", line, "sh", path]
        var words: [UnsafeMutablePointer<CChar>?] = unsafe line.map { word in unsafe strdup(word) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { word in unsafe free(word) } }
        let result = unsafe posix_spawn(&process, "/bin/sh", nil, &attributes, &words, environ)
        guard result == 0 else { throw Failure("cannot start the editor: \(unsafe String(cString: strerror(result)))") }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure("cannot wait for the editor") }
        }
        guard status == 0 else { throw Failure("the editor ended with an error, and nothing was changed") }
    }
}
