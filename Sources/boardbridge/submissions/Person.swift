internal import Glibc

/// Who gives a command.
enum Person {
    /// The user's name, behind sudo too; the user's number where there is none.
    static var name: String {
        if let name = unsafe getenv("SUDO_USER"), unsafe name.pointee != 0 { return unsafe String(cString: name) }
        // because the entry is valid until the next call, and its name is copied before that.
        guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else {
            return "\(getuid())"
        }
        return unsafe String(cString: name)
    }
}
