internal import Glibc

/// The cases that stand beside a form: `forms/NAME.cases/*.case`.
struct CaseFolder {
    /// Its path.
    let path: String
    /// The files' names without `.case`, in alphabetical order.
    let names: [String]

    /// nil where the form has none.
    init?(form: String, in configuration: String) {
        path = "\(configuration)/forms/\(form).cases"
        guard let names = Self.names(in: path, endingIn: ".case") else { return nil }
        self.names = names
    }

    func file(_ name: String) -> String { "\(path)/\(name).case" }

    /// The forms that have cases, by their folders.
    static func forms(in configuration: String) -> [String] {
        names(in: configuration + "/forms", endingIn: ".cases") ?? []
    }

    private static func names(in folder: String, endingIn ending: String) -> [String]? {
        guard let handle = unsafe opendir(folder) else { return nil }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        // because an entry is valid until the next one is read, and its name is copied before that.
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(String(name.dropLast(ending.count))) }
        }
        return names.sorted()
    }
}
