import Bridge
import Mapping

/// What a sender's file says: the preset, and what its forms have where they say nothing else.
struct SenderFile {
    var preset: SenderPreset
    /// Whether its file cannot be used: its forms are not told what follows from that.
    var isBroken = false
    /// How it proves itself; a form puts its secret to it.
    var verify: Node?
    /// How it tries the address.
    var handshake: Node?
    /// How what it only announces is fetched; a form puts its token to it.
    var fetch: Node?
    /// What concerns a submission as a whole: `each`, `ignore_if`, and as `dedupeKey` what makes two deliveries the same event.
    var whole = WholeDefinition()
    /// The short names that it gives to places in what it posts.
    var shortcuts: [PathShortcut] = []
}
