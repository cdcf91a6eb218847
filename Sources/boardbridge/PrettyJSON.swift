internal import Trying

/// Lays JSON out for a person: one member a line, two spaces a level. The text's own bytes are kept as they are.
enum PrettyJSON {
    static func text(_ json: some Collection<UInt8>) -> String {
        JSONLayout.pretty(String(decoding: json, as: UTF8.self))
    }
}
