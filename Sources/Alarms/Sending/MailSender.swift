internal import BoardCRM
internal import HTTPClient
internal import Outbox

/// Hands messages to a mail server.
struct MailSender: AlarmSender {
    let target: MailTarget
    let service: String
    let client: MailClient

    func send(_ message: AlarmMessage) async -> AlarmSendingFailure? {
        let id = "\(message.at.milliseconds).\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let text = MailText(message: message, service: service, from: target.from, to: target.to, id: id)
        let login = target.password.map { Mail.Login(user: target.user, password: $0.revealed()) }
        let mail = Mail(
            server: target.server, login: login, sender: target.from, recipients: target.to, content: text.bytes)
        return await client.send(mail).map { AlarmSendingFailure($0.description, isFinal: $0.isFinal) }
    }
}
