import Foundation

/// Files of this repository.
enum Repository {
    /// The absolute path of one.
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../" + name).standardized.path()
    }
}
