import Verification

/// A post with these headers and this content.
func post(
    _ content: String, _ headers: [(String, String)] = [], now: Int64 = 0, url: String? = nil, path: String? = nil,
    from address: String = "192.0.2.1", fields: [String: [String]] = [:]
) -> IncomingPost {
    IncomingPost(
        header: { name in
            headers.filter { $0.0.lowercased() == name.lowercased() }.map { Array($0.1.utf8)[...] }
        },
        value: { name in fields[name, default: []].map { Array($0.utf8)[...] } },
        content: Array(content.utf8)[...], url: url, pathToken: path.map { Array($0.utf8)[...] },
        clientAddress: address, now: now)
}

extension Verifier {
    /// Why a post is refused; nil for one that is taken.
    func reason(_ post: IncomingPost) -> String? {
        do throws(Refusal) {
            try check(post)
            return nil
        } catch {
            return error.description
        }
    }

    /// One that holds posts against these secrets.
    init(_ scheme: SignatureScheme, _ secrets: String..., form: SecretForm = .text) {
        self.init(proof: .signature(scheme), keys: Keys(secrets: secrets.compactMap { form.key($0) }))
    }
}
