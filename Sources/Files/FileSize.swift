/// A file's size for people: `812 B`, `35 kB`, `1.2 MB`.
public enum FileSize {
    /// In powers of 1000, as file managers and browsers have it.
    public static func text(_ size: Int) -> String {
        if size < 1000 { return "\(size) B" }
        if size < 1_000_000 { return "\((size + 500) / 1000) kB" }
        let tenths = (size + 50_000) / 100_000
        return tenths % 10 == 0 || tenths >= 1000 ? "\((tenths + 5) / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
    }
}
