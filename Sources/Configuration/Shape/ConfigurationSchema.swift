import Wire

/// The JSON Schema of one kind of configuration file, so that editors complete it and check it. It is made from what the readers
/// read by, and knows less than `boardbridge check`: what JSON Schema cannot say, it lets pass.
public enum ConfigurationSchema: String, Sendable, CaseIterable {
    /// `boardbridge.yaml`
    case service
    /// `forms/NAME.yaml`
    case form
    /// `senders/NAME.yaml`
    case sender
    /// `languages/TAG.yaml`
    case language

    /// The schema (draft 7), laid out for people, with a line feed at its end.
    public var text: String { PrettyJSON.text(json) + "\n" }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("$schema")
        writer.string("http://json-schema.org/draft-07/schema#")
        writer.key("title")
        writer.string("BoardBridge: \(file)")
        Schema.mapping(shape).appendMembers(to: &writer)
        if self == .form {
            writer.key("definitions")
            writer.beginObject()
            for (name, schema) in RuleKeys.definitions {
                writer.key(name)
                schema.append(to: &writer)
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private var file: String {
        switch self {
        case .service: "boardbridge.yaml"
        case .form: "forms/NAME.yaml"
        case .sender: "senders/NAME.yaml"
        case .language: "languages/TAG.yaml"
        }
    }

    private var shape: Shape {
        switch self {
        case .service: ServiceKeys.shape
        case .form: FormKeys.shape
        case .sender: SenderKeys.shape
        case .language: LanguageKeys.shape
        }
    }
}
