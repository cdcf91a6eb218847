/// The keys of a mapping with their lines, to find one that stands there twice. Most mappings are so small that looking at each is less
/// work than hashing.
struct KeyLines {
    /// From so many on they are hashed.
    private static let few = 12

    private var firsts: [(key: String, line: Int)] = []
    private var lines: [String: Int] = [:]

    /// Remembers a key; the line of the same one above it, if there is any.
    mutating func note(_ key: String, at line: Int) -> Int? {
        for first in firsts where first.key == key { return first.line }
        if firsts.count < Self.few {
            firsts.append((key, line))
            return nil
        }
        if let above = lines[key] { return above }
        lines[key] = line
        return nil
    }
}
