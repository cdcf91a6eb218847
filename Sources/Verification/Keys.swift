public import Crypto

/// What posts are held against. Of several any one fits, so that a secret can be changed while posts are on their way.
public struct Keys: Sendable {
    /// What sender and form both know.
    public var secrets: [SharedSecret]
    /// What only the sender can sign by.
    public var publicKeys: [PublicKey]

    /// These keys; without any, nobody is let in.
    public init(secrets: [SharedSecret] = [], publicKeys: [PublicKey] = []) {
        self.secrets = secrets
        self.publicKeys = publicKeys
    }

    var isEmpty: Bool { secrets.isEmpty && publicKeys.isEmpty }

    /// Whether a text is one of the secrets; all are compared.
    func hold(_ candidate: ArraySlice<UInt8>) -> Bool {
        var fits = false
        for secret in secrets where ConstantTime.equalTexts(secret.bytes, candidate) { fits = true }
        return fits
    }
}
