import Bridge
import Mapping

/// What a list of senders tells of one.
public struct SenderSummary: Sendable {
    /// The file's name without `.yaml`.
    public let name: String
    /// One line for people; may be empty.
    public let description: String
    /// How it proves itself, in a few words; nil for one that shows nothing.
    public let proof: String?
    /// How it tries the address, as its file says it; nil for one that does not.
    public let handshake: String?

    /// Reads a sender's file; nil for one that is wrong, which `boardbridge check` tells.
    public init?(name: String, file: [UInt8]) {
        let log = ComplaintLog()
        guard let root = NodeComposer.compose(file, file: "senders/\(name).yaml").root,
            let sender = SenderReader(log: log).file(named: name, in: root)
        else { return nil }
        self.name = name
        description = sender.preset.description
        handshake = sender.handshake?.text(of: "by")
        proof = sender.verify.flatMap { node in
            node.text(of: "by").map { kind in
                let place = ["header", "field"].lazy.compactMap { node.text(of: $0) }.first
                return kind + (place.map { " in \($0)" } ?? "")
            }
        }
    }
}

extension Node {
    /// The text of a member.
    fileprivate func text(of key: String) -> String? {
        guard case .mapping(let members) = content else { return nil }
        return members.first { $0.key.value == key }?.value.scalar?.text
    }
}
