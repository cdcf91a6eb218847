internal import Glibc

/// What every user of this machine sees of the command line.
enum ProcessArguments {
    /// Puts stars in the place of a value, wherever it stands.
    static func conceal(_ value: String) {
        guard !value.isEmpty else { return }
        for index in 1..<max(1, Int(CommandLine.argc)) {
            // because the kernel shows the very bytes that argv points to, which live as long as the process.
            guard let argument = unsafe CommandLine.unsafeArgv[index], let found = unsafe strstr(argument, value) else {
                continue
            }
            unsafe memset(found, Int32(UInt8(ascii: "*")), value.utf8.count)
        }
    }
}
