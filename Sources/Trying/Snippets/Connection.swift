internal import Bridge
internal import Verification

/// How a service is connected that posts to a form: it has a page of its own for that, and no use for HTML.
struct Connection {
    private let lines: [String]

    /// The lines, without a line feed at the end.
    var text: String { lines.joined(separator: "\n") }

    /// nil for a form that a website posts to.
    init?(of form: FormSettings, base: String) {
        let isSigned =
            switch form.verifier?.proof {
            case .signature?, .token?: true
            default: false
            }
        let isWebsite = form.sender.respond == .redirect || form.sender.name == "json"
        guard form.fetch != nil || isSigned || !isWebsite else { return nil }
        let address = "\(base)/f/\(form.name)"
        let name = form.sender.description.isEmpty ? form.sender.name : form.sender.description
        var lines = [
            "\(name) posts to this form, and no page does: give it the address", "",
            "  \(Self.address(address, form.verifier?.proof))", "",
        ]
        if let words = Self.words(form.verifier?.proof) { lines.append(words) }
        if form.handshake != nil {
            lines.append("It tries the address first; its words for that are the form's `handshake`.")
        }
        if form.fetch != nil {
            lines.append("It posts a notice alone: the answers are fetched with the token under `fetch`.")
        }
        lines.append("`boardbridge senders show \(form.sender.name)` has all that is known of it.")
        lines.append("`boardbridge senders try \(form.name) FILE` posts as it does.")
        self.lines = lines
    }

    private static func address(_ address: String, _ proof: Verifier.Proof?) -> String {
        if case .path? = proof { address + "/SECRET" } else { address }
    }

    private static func words(_ proof: Verifier.Proof?) -> String? {
        switch proof {
        case nil, .address?: nil
        case .signature(let scheme)?:
            "It signs what it posts, in \(scheme.header): the secret that it shows stands under `verify`."
        case .token?: "It posts a token that it signs: the key stands under `verify`."
        case .header(let name, _)?: "Let it send the header \(name) with the secret that stands under `verify`."
        case .bearer?: "Let it send `Authorization: Bearer` with the secret that stands under `verify`."
        case .basic(let user)?: "Let it log in as \(user) with the secret that stands under `verify`."
        case .path?: "SECRET is what stands under `verify`."
        case .field(let name)?: "It posts its key as \(name), which is the secret under `verify`."
        }
    }
}
