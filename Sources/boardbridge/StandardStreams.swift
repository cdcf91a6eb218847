internal import Glibc

/// Standard input, output and error are always there.
///
/// Who starts a program with one of them closed leaves its number to the next file or socket that is opened, and the log's lines would go there.
enum StandardStreams {
    /// Opens /dev/null for each that is closed. Before anything else is opened.
    static func open() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 && errno == EBADF {
            // The lowest number that is free: this one, since those below it are taken.
            _ = unsafe Glibc.open("/dev/null", number == STDIN_FILENO ? O_RDONLY : O_WRONLY)
        }
    }
}
