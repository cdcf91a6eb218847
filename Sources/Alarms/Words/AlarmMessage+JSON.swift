internal import Outbox
internal import Wire

extension AlarmMessage {
    /// Slack cuts texts from 40,000 characters on and Telegram refuses them from 4,096 on: both leave room for escapes.
    private static let longestText = 3500

    /// The content of a webhook's request.
    ///
    /// - Parameters:
    ///   - service: names the service that it comes from.
    ///   - chat: to whom Telegram is to send it.
    func json(_ format: WebhookFormat, of service: String, chat: String = "") -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch format {
        case .json: append(to: &writer, of: service)
        case .slack:
            writer.key("text")
            // Slack's own marks (api.slack.com, "Formatting text for app surfaces", "Escaping text").
            writer.string(
                text(of: service).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                    .replacing(">", with: "&gt;"))
        case .telegram:
            writer.key("chat_id")
            writer.string(chat)
            writer.key("text")
            writer.string(text(of: service))
            writer.key("link_preview_options")
            writer.beginObject()
            writer.key("is_disabled")
            writer.boolean(true)
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private func text(of service: String) -> String {
        String((subject + "\n\n" + lines(of: service).joined(separator: "\n")).prefix(Self.longestText))
    }

    private func append(to writer: inout JSONWriter, of service: String) {
        writer.key("event")
        writer.string(kind.rawValue)
        writer.key("service")
        writer.string(service)
        writer.key("at")
        writer.string(at.description)
        writer.key("text")
        writer.string(subject)
        writer.key("causes")
        writer.beginArray()
        for entry in entries { entry.append(to: &writer) }
        writer.endArray()
    }
}

extension AlarmMessage.Entry {
    fileprivate func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("cause")
        writer.string(cause.code)
        if let form = cause.form {
            writer.key("form")
            writer.string(form)
        }
        if let token = cause.token {
            writer.key("token_in")
            writer.string(token)
        }
        if let file = cause.file {
            writer.key("file")
            writer.string(file)
        }
        writer.key("since")
        writer.string(since.description)
        writer.key("times")
        writer.integer(times)
        switch measure {
        case .submissions(let count):
            writer.key("submissions")
            writer.integer(count)
        case .free(let bytes):
            writer.key("free_bytes")
            writer.integer(bytes)
        case .waiting(let time):
            writer.key("waiting_seconds")
            writer.integer(time.components.seconds)
        case .none: break
        }
        writer.key("text")
        writer.string(sentence)
        writer.endObject()
    }
}
