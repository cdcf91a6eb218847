internal import Listener
internal import Mapping
internal import Telemetry
internal import Verification
internal import Wire

/// What a form does before anything of a post is read: is it its sender's, does it only shake hands, does the form take posts now. Forms
/// without any of it never come here.
extension Intake {
    /// What the head alone decides; nil where the content has to come.
    mutating func specialReception(of request: Request, for form: IntakeForm) -> Response? {
        if request.head.method == .get, form.settings.handshake?.isByGet == true { return shakeHands(request, form) }
        guard request.head.method == .post else { return nil }
        if let response = hookSecret(of: request, form) { return response }
        if let verifier = form.settings.verifier {
            do throws(Refusal) {
                try verifier.checkHead(incoming(request, form))
            } catch {
                return unverified(request, form, error)
            }
        }
        // A visitor can be told; a service would take an error for the end of the form, so that its posts are kept.
        if !form.settings.enabled, form.settings.sender.respond == .redirect { return switchedOff(request, form) }
        return nil
    }

    /// The answer to a post that is not its sender's; nil for one that is.
    mutating func refusalOfStranger(_ request: Request, for form: IntakeForm) -> Response? {
        guard let verifier = form.settings.verifier else { return nil }
        do throws(Refusal) {
            try verifier.check(incoming(request, form))
            return nil
        } catch {
            return unverified(request, form, error)
        }
    }

    /// The answer to a post by which a sender tries the address; nil for any other.
    mutating func answerToTest(_ request: Request, _ payload: Payload, for form: IntakeForm) -> Response? {
        guard case .testPost(let field, let value) = form.settings.handshake, case .fields(let fields) = payload,
            fields.entries.count == 1, let only = fields.entries.first, only.file == nil,
            fields.bytes[only.name].elementsEqual(field.utf8), fields.bytes[only.value].elementsEqual(value.utf8)
        else { return nil }
        noteHandshake(request, form)
        return Self.plain("ok")
    }

    // MARK: Who posts

    private func incoming(_ request: Request, _ form: IntakeForm) -> IncomingPost {
        let target =
            request.text(request.head.path) + (request.head.query.map { "?" + request.text($0) } ?? "")
        let isFormsOwn = request.head.path.count > form.path.count + 1
        return IncomingPost(
            header: { name in
                request.head.fields.filter { request.isName($0.name, name) }.map { request.bytes[$0.value] }
            },
            value: { [limits] name in Self.values(named: name, in: request, form, limits) },
            content: request.contentBytes[request.contentRange],
            url: shared.settings.publicURL.map { $0 + target },
            pathToken: isFormsOwn ? request.bytes[request.head.path].dropFirst(form.path.count + 1) : nil,
            clientAddress: request.clientAddress, now: request.receivedAt)
    }

    /// The values in the content under a name: of JSON by its members, `a.b` for one in another; of a form by its fields.
    private static func values(
        named name: String, in request: Request, _ form: IntakeForm, _ limits: WireLimits
    ) -> [ArraySlice<UInt8>] {
        guard let description = try? PayloadReader.describe(request, for: form.settings.sender),
            let payload = try? PayloadReader.read(
                request.contentBytes, in: request.contentRange, as: description, limits: limits)
        else { return [] }
        switch payload {
        case .fields(let fields):
            return fields.entries.filter { $0.file == nil && fields.bytes[$0.name].elementsEqual(name.utf8) }
                .map { fields.bytes[$0.value] }
        case .json(let document):
            var value: JSONValue? = document.root
            for word in name.split(separator: ".") { value = value?[String(word)] }
            return (value?.string ?? value?.numberText).map { [Array($0.utf8)[...]] } ?? []
        }
    }

    private mutating func unverified(_ request: Request, _ form: IntakeForm, _ refusal: Refusal) -> Response {
        let count = shared.settings.countStranger(of: form.settings.name)
        log.line(.warning, "submission refused") { line in
            line.add("request_id", request.id.description)
            line.add("form", form.settings.name)
            line.add("status", 401)
            line.add("reason", refusal.description)
            line.add("refused", count)
        }
        var response = Response(status: 401)
        // RFC 9110, 15.5.2: it names a way in. Nothing here tells what was wrong.
        response.add("WWW-Authenticate", form.settings.verifier?.challenge ?? "Signature")
        response.add("Cache-Control", "no-store")
        return response
    }

    // MARK: Handshakes

    private mutating func shakeHands(_ request: Request, _ form: IntakeForm) -> Response {
        let query = request.head.query.flatMap { try? URLEncoded.decode(request.bytes, in: $0, limits: limits) }
        guard let handshake = form.settings.handshake else { return Response(status: 404) }
        do throws(Refusal) {
            if case .path = form.settings.verifier?.proof {
                try form.settings.verifier?.checkHead(incoming(request, form))
            }
            let reply = try handshake.reply(
                to: { query?.values(named: $0) ?? [] }, tokens: form.settings.handshakeTokens,
                keys: form.settings.verifier?.keys ?? Keys())
            noteHandshake(request, form)
            guard reply.isJSON else { return Self.plain(String(decoding: reply.content, as: UTF8.self)) }
            var response = Response(status: 200, contentType: "application/json", content: reply.content)
            response.add("Cache-Control", "no-store")
            return response
        } catch {
            return unverified(request, form, error)
        }
    }

    /// A sender that tells a secret is told it back. What it signs later is checked by the secret that the form has.
    private mutating func hookSecret(of request: Request, _ form: IntakeForm) -> Response? {
        guard case .hookSecret = form.settings.handshake, let secret = request.text(ofFieldNamed: "X-Hook-Secret"),
            request.text(ofFieldNamed: "X-Hook-Signature") == nil, isEmpty(request)
        else { return nil }
        do throws(Refusal) {
            switch form.settings.verifier?.proof {
            case nil, .signature, .token, .field: break
            case .header, .bearer, .basic, .path, .address:
                try form.settings.verifier?.checkHead(incoming(request, form))
            }
        } catch {
            return unverified(request, form, error)
        }
        guard let word = Handshake.echo(Array(secret.utf8)[...]) else {
            return ProblemDetails.response(status: 400, detail: "X-Hook-Secret is no short word")
        }
        noteHandshake(request, form)
        var response = Self.plain("ok")
        response.add("X-Hook-Secret", word)
        return response
    }

    /// Whether the head says that nothing comes, or at most `{}`: what holds more is a post.
    private func isEmpty(_ request: Request) -> Bool {
        guard request.text(ofFieldNamed: "Transfer-Encoding") == nil else { return false }
        return request.text(ofFieldNamed: "Content-Length").map { Int($0).map { $0 <= 2 } ?? false } ?? true
    }

    private mutating func noteHandshake(_ request: Request, _ form: IntakeForm) {
        log.line(.info, "handshake answered") { line in
            line.add("request_id", request.id.description)
            line.add("form", form.settings.name)
        }
    }

    private static func plain(_ text: String) -> Response {
        var response = Response(status: 200, contentType: "text/plain; charset=utf-8", content: Array(text.utf8))
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Cache-Control", "no-store")
        return response
    }

    // MARK: Forms that are switched off

    /// Why a post to a form that is not enabled waits for a person.
    static let heldByForm = "the form is switched off (enabled: false)"

    private mutating func switchedOff(_ request: Request, _ form: IntakeForm) -> Response {
        var response = refusal(
            request, form, status: 503, "this form takes nothing at the moment; please come back later")
        response.add("Retry-After", "3600")
        return response
    }
}

extension Request {
    /// Whether a field is called so, without regard to case.
    fileprivate func isName(_ range: Range<Int>, _ name: String) -> Bool {
        guard range.count == name.utf8.count else { return false }
        return zip(bytes[range], name.utf8).allSatisfy { Self.small($0) == Self.small($1) }
    }

    private static func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

extension FormFields {
    /// The values of all fields of a name.
    fileprivate func values(named name: String) -> [String] {
        entries.filter { bytes[$0.name].elementsEqual(name.utf8) }.map {
            String(decoding: bytes[$0.value], as: UTF8.self)
        }
    }
}
