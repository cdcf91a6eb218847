import Mapping

@testable import Configuration

/// A main file with only what must be there.
let smallestService = """
    store: sqlite:bridge.db
    crm: { access_token: tok-for-tests }
    """

/// A form with only what must be there.
let smallestForm = "column_id: 1287\n"

/// Reads files written in a test: `boardbridge.yaml` and `forms/contact.yaml` are the smallest sound ones unless given.
func load(
    _ files: [String: String] = [:], environment: [String: String] = [:], directory: String = "/etc/bridge"
) -> Configuration.Loading {
    let all = ["boardbridge.yaml": smallestService, "forms/contact.yaml": smallestForm].merging(files) { $1 }
    return Configuration.load(
        files: all.mapValues { Array($0.utf8) }, environment: environment, directory: directory)
}

/// The complaints about files written in a test, as lines.
func complaints(_ files: [String: String], environment: [String: String] = [:]) -> [String] {
    load(files, environment: environment).complaints.map(\.description)
}

/// The tree of a text.
func compose(_ text: String) -> (root: Node?, complaints: [String]) {
    let (root, complaints) = NodeComposer.compose(Array(text.utf8), file: "f.yaml")
    return (root, complaints.map(\.description))
}

extension Node {
    /// The tree as one line: scalars in quotes unless plain, lists in brackets, mappings in braces.
    var sketch: String {
        switch content {
        case .scalar(let scalar): scalar.isPlain ? scalar.text : "'\(scalar.text)'"
        case .sequence(let items): "[\(items.map(\.sketch).joined(separator: ", "))]"
        case .mapping(let members):
            "{\(members.map { "\($0.key.value): \($0.value.sketch)" }.joined(separator: ", "))}"
        }
    }
}
