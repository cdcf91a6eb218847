import Bridge
import Mapping
import Verification

/// Reads how a form's sender proves itself, and how it tries the address.
extension FormReader {
    /// What stands before a post is read.
    struct Proof {
        var verifier: Verifier?
        var handshake: Handshake?
        var tokens = Keys()
    }

    /// The form's words put to its sender's.
    func proof(_ reader: inout MappingReader, of sender: SenderFile?, named name: String) -> Proof {
        var proof = Proof()
        let verify = reader.member(FormKeys.verify.name)
        let handshake = reader.member(FormKeys.handshake.name)?.value
        let before = log.count
        guard let sender, !sender.isBroken else { return proof }
        if let node = whole(verify?.value, over: sender.verify, at: verify?.key.place ?? reader.place) {
            if verify == nil, let known = sender.verify, needsSecret(known) {
                log.add(
                    "\(sender.preset.name) proves its posts: write verify: { secret: \"${FORM_SECRET}\" } with the secret that it shows, "
                        + "or verify: false to let anybody post", at: reader.place)
            } else {
                proof.verifier =
                    VerifyReader(log: log, isForm: true, knowsPublicURL: knowsPublicURL).verifier(node)
            }
            assert(proof.verifier != nil || log.count > before, "no verifier and no complaint: the form would be open")
        }
        if verify == nil, sender.verify == nil, sender.preset.isService {
            log.warn(
                "\(sender.preset.name) signs nothing, so that anybody may post here; write verify: { by: path, secret: \"${FORM_SECRET}\" } and "
                    + "give it the address /f/\(name)/SECRET, or verify: false", at: reader.place)
        }
        if let node = whole(handshake, over: sender.handshake, at: reader.place),
            let read = HandshakeReader(log: log, isForm: true).handshake(node)
        {
            (proof.handshake, proof.tokens) = read
            if case .challengeCode = read.0, proof.verifier?.keys.secrets.isEmpty != false, log.count == before {
                log.add(
                    "the answer to challenge_code is made with the secret of verify, which is missing", at: reader.place
                )
            }
        }
        return proof
    }

    /// The form's own members before the sender's; all the form's own where it says `by`. nil where neither says anything, or the form
    /// says `false`.
    private func whole(_ own: Node?, over base: Node?, at place: Place) -> Node? {
        guard let own else { return base }
        if own.scalar?.text == "false" { return nil }
        guard case .mapping(let members) = own.content, case .mapping(let others)? = base?.content,
            !members.contains(where: { $0.key.value == "by" })
        else { return own }
        let names = Set(members.map(\.key.value))
        return Node(content: .mapping(others.filter { !names.contains($0.key.value) } + members), place: place)
    }

    /// Whether a sender's own words leave the secret to the form.
    private func needsSecret(_ node: Node) -> Bool {
        guard case .mapping(let members) = node.content else { return false }
        let kind = members.first { $0.key.value == "by" }?.value.scalar?.text
        return kind != ProofKind.address.rawValue
            && !members.contains { $0.key.value == "secret" || $0.key.value == "public_key" }
    }
}

extension SenderPreset {
    /// Whether it is a service that the program knows, and not a page or just anything.
    fileprivate var isService: Bool { Self.builtInFiles[name] != nil && name != "json" && respond != .redirect }
}

extension MappingDefinition {
    /// Takes over what a sender's file says where the form says nothing.
    mutating func fill(from sender: SenderFile) {
        whole.fill(from: sender.whole)
        shortcuts = sender.shortcuts
    }
}

extension WholeDefinition {
    /// Takes over what a sender's file says where the form says nothing; what is ignored adds up.
    /// A signature's id names one event in all its deliveries; `webhook-id` does so for every form.
    mutating func fill(from verifier: Verifier?, at place: Place) {
        guard dedupeKey.isEmpty, case .signature(let scheme)? = verifier?.proof,
            let header = scheme.idHeader?.lowercased(),
            header != "webhook-id"
        else { return }
        dedupeKey = [Placed("header.\(header)", at: place)]
    }

    fileprivate mutating func fill(from sender: WholeDefinition) {
        each = each ?? sender.each
        ignoreIf += sender.ignoreIf
        if dedupeKey.isEmpty { dedupeKey = sender.dedupeKey }
        if rest?.within == nil { rest?.within = sender.within }
    }
}
