// because glibc's `environ` is a plain variable to Swift: it is read once, at start, before there is another thread.
@unsafe @preconcurrency import Glibc

/// The environment that the process was started with.
public enum ProcessEnvironment {
    /// All variables whose text is `NAME=value`; of a name that stands there twice, the first. To be called at start, since
    /// nothing keeps another thread from changing the environment meanwhile.
    public static func read() -> [String: String] {
        var variables: [String: String] = [:]
        var next = unsafe environ
        while let entry = unsafe next.pointee {
            let text = unsafe String(cString: entry)
            if let equals = text.firstIndex(of: "="), equals != text.startIndex {
                let name = String(text[..<equals])
                if variables[name] == nil { variables[name] = String(text[text.index(after: equals)...]) }
            }
            unsafe next += 1
        }
        return variables
    }
}
