internal import Glibc

/// What the commands write: results on standard output, everything else on standard error.
enum Terminal {
    static func out(_ text: String) { write(text + "\n", to: 1) }

    static func out(_ bytes: [UInt8]) { write(bytes + [0x0A], to: 1) }

    static func error(_ text: String) { write(text + "\n", to: 2) }

    /// The beginning of a line that a person ends.
    static func prompt(_ text: String) { write(text, to: 2) }

    /// A line on standard error that the next one takes the place of; an empty one clears it.
    static func progress(_ text: String) { write("\r\u{1b}[K" + text, to: 2) }

    /// Whether a person reads standard error.
    static var isInteractive: Bool { isatty(2) == 1 }

    /// Text of a stranger, safe to show: control characters and marks that turn text around become visible escapes.
    static func visible(_ text: String) -> String { shown(text) { "\\u{" + String($0, radix: 16) + "}" } }

    /// The same for a line of JSON, which stays JSON.
    static func visibleJSON(_ text: String) -> String {
        shown(text) { code in
            let digits = String(code, radix: 16)
            return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }

    private static func shown(_ text: String, _ escape: (UInt32) -> String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                shown += escape(scalar.value)
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            // because write reads the array only for the length of the call.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0, errno != EINTR {
                // A script must not take half a list for a whole one.
                if descriptor == 1 { exit(ExitStatus.failed.rawValue) }
                return
            }
            written += max(0, count)
        }
    }
}
