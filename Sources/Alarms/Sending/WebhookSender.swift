internal import BoardCRM
internal import HTTPClient

/// Posts messages to a webhook.
struct WebhookSender: AlarmSender {
    let target: WebhookTarget
    let service: String
    let http: HTTPClient

    func send(_ message: AlarmMessage) async -> AlarmSendingFailure? {
        guard let url = try? EndpointURL(exactly: target.address.revealed()),
            let type = HTTPField(name: "Content-Type", value: "application/json")
        else { return AlarmSendingFailure("the address cannot be called", isFinal: true) }
        let content = message.json(target.format, of: service, chat: target.chat)
        switch await http.post(HTTPRequest(url: url, fields: [type], content: content)) {
        case .success(let answer) where (200...299).contains(answer.status): return nil
        case .success(let answer):
            // Too early and too many go away by themselves; a redirect is never followed.
            let isFinal = (300...499).contains(answer.status) && ![408, 425, 429].contains(answer.status)
            return AlarmSendingFailure("answered with \(answer.status)", isFinal: isFinal)
        case .failure(let failure): return AlarmSendingFailure(failure.description)
        }
    }
}
