internal import Crypto
internal import Verification

/// What a try is signed by, in the place of the form's own secret.
struct TrialSecret {
    /// The secret as the sender's page shows it; nil for the form's own.
    let text: String?
    /// For a sender that signs by a pair of keys.
    let privateKey: PrivateKey?

    /// Reads `--secret`, `--secret-file` and `--private-key`.
    init(_ arguments: Arguments) throws {
        if let text = arguments.value("--secret") {
            // Whoever lists processes need not see it.
            ProcessArguments.conceal(text)
            guard arguments.value("--secret-file") == nil else {
                throw UsageError("--secret and --secret-file: a post is signed by one")
            }
            self.text = text
        } else if let path = arguments.value("--secret-file") {
            var text = String(decoding: try InputFile.read(path), as: UTF8.self)
            while text.last == "\n" || text.last == "\r\n" { text.removeLast() }
            self.text = text
        } else {
            text = nil
        }
        if let path = arguments.value("--private-key") {
            guard let key = PrivateKey(pem: String(decoding: try InputFile.read(path), as: UTF8.self)) else {
                throw Failure(
                    "\(Terminal.visible(path)) is no private key in PEM: Ed25519, or RSA of 2048 bits or more, without a password"
                )
            }
            privateKey = key
        } else {
            privateKey = nil
        }
    }

    /// The form's verifier with this secret.
    func put(to verifier: Verifier) throws -> Verifier {
        guard let text else { return verifier }
        guard let secret = verifier.secretForm.key(text) else {
            throw Failure("the secret is empty, or not \(verifier.secretForm.rawValue)")
        }
        return Verifier(proof: verifier.proof, keys: Keys(secrets: [secret]), networks: verifier.networks)
    }
}
