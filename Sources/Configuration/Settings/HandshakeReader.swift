import Mapping
import Verification

/// Reads `handshake`: how a sender tries the address before it posts.
struct HandshakeReader {
    /// Where complaints go.
    let log: ComplaintLog
    /// Whether a form's is read, which must be whole.
    let isForm: Bool

    /// The handshake that a node says, with the words that it may be opened with; nil, with complaints, when anything is wrong.
    func handshake(_ node: Node) -> (Handshake, tokens: Keys)? {
        let before = log.count
        guard var reader = MappingReader(node, HandshakeKeys.shape, log: log) else { return nil }
        let kind = reader.value(HandshakeKeys.by)
        let tokens = SecretTexts.read(reader.member(HandshakeKeys.token.name), log: log)
        let topic = reader.value(HandshakeKeys.topic)
        let field = reader.value(HandshakeKeys.field)
        let value = reader.value(HandshakeKeys.value)
        reader.finish()
        var handshake: Handshake?
        switch kind {
        case nil:
            if !reader.has("by") {
                reader.missing("by", "write how the sender tries the address, such as hub_challenge")
            }
        case .hubChallenge:
            handshake = .hubChallenge
            if isForm, tokens == nil {
                reader.missing("token", "write token: ${VERIFY_TOKEN}, the word that you gave the sender to show")
            }
        case .webSub:
            if topic == nil, isForm { reader.missing("topic", "write the topic's URL") }
            handshake = .webSub(topic: topic ?? "")
        case .challengeCode: handshake = .challengeCode
        case .hookSecret: handshake = .hookSecret
        case .testPost:
            if let field, let value {
                handshake = .testPost(field: field, value: value)
            } else {
                reader.missing(
                    field == nil ? "field" : "value", "write field and value, such as field: test and value: test")
            }
        }
        guard log.count == before, let handshake else { return nil }
        return (handshake, Keys(secrets: tokens?.compactMap { SecretForm.text.key($0.0) } ?? []))
    }
}
