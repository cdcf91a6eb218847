public import Outbox

/// What the command line does with a store's files.
public enum FileFolders {
    /// The folder of a store that is a file.
    public static func path(ofStore path: String) -> String { path + ".files" }

    /// Removes files of a folder for good.
    public static func remove(_ keys: some Sequence<String>, from path: String) {
        let folder = FileFolder(path: path)
        for key in keys where FileKey.isKey(key) { folder.remove(key) }
    }

    /// Gives the folder of a store, which has another name now, that name too.
    public static func rename(ofStore path: String, to name: String) throws {
        try FileFolder(path: Self.path(ofStore: path)).rename(to: Self.path(ofStore: name))
    }

    /// What is wrong with the files that a store names: not there, or of another size, or with another content.
    public static func problems(_ files: [StoredFile], in path: String) -> [String] {
        let folder = FileFolder(path: path)
        return files.compactMap { file in
            guard let key = file.key else { return nil }
            guard FileKey.isKey(key), let digest = folder.digest(of: key) else {
                return "the file \(key) is not in \(path)"
            }
            return digest == file.digest ? nil : "the file \(key) in \(path) is not what came"
        }
    }

    /// Copies files to another folder, each on disk when this returns.
    /// - Returns: how many were copied, and the keys of those that are not there.
    public static func copy(
        _ files: [StoredFile], from source: String, to target: String
    ) throws -> (copied: Int, missing: [String]) {
        let (from, to) = (FileFolder(path: source), FileFolder(path: target))
        var (copied, missing): (Int, [String]) = (0, [])
        let keys = files.compactMap(\.key).filter(FileKey.isKey)
        guard !keys.isEmpty else { return (0, []) }
        try to.make()
        for key in keys {
            if try to.copy(key, from: from) { copied += 1 } else { missing.append(key) }
        }
        try to.sync()
        return (copied, missing)
    }
}
