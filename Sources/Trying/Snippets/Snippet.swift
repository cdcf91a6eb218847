public import Bridge
internal import Files
internal import Spam
internal import Verification

/// What a website's owner pastes: a form with the fields that the rules read, for a page or for a framework, and a line for curl.
public struct Snippet: Sendable {
    /// What it is for.
    public enum Kind: String, Sendable, CaseIterable {
        /// HTML that needs nothing else.
        case html
        /// The same, with the script.
        case script
        /// A component of React.
        case react
        /// A component of Vue 3.
        case vue
        /// A post that can be tried at once.
        case curl
    }

    private let form: String
    private let fields: [FormField]
    private let base: String
    private let honeypots: [String]
    private let needsToken: Bool
    private let files: FileSettings?
    private let verifier: Verifier?
    private let takesFields: Bool
    private let takesJSON: Bool
    /// How the service is connected that posts to the form; nil where a website does.
    public let connection: String?

    /// - Parameter base: where the outside reaches the service, without a slash at its end.
    public init(of form: FormSettings, base: String) {
        self.form = form.name
        self.base = base
        let honeypots = form.spam?.honeypot?.fields ?? []
        self.honeypots = honeypots
        needsToken = form.spam?.time != nil
        files = form.files
        verifier = form.verifier
        takesJSON = form.sender.accepts.contains(.json)
        takesFields = form.sender.accepts.contains(.urlencoded)
        connection = Connection(of: form, base: base)?.text
        fields = FormField.all(of: form).filter { !honeypots.contains($0.name) }
    }

    /// The text, without a line feed at its end.
    public func text(_ kind: Kind) -> String {
        if let connection, kind != .curl { return connection }
        return switch kind {
        case .html: markup([]).text(.html)
        case .script:
            "<script src=\"\(Markup.Dialect.html.escape(script))\" defer></script>\n" + markup(bridge).text(.html)
        case .react: react
        case .vue: vue
        case .curl: curl
        }
    }

    /// What stands above it where several are shown.
    public static func title(_ kind: Kind) -> String {
        switch kind {
        case .html: "HTML: all that is needed"
        case .script: "HTML with the script: sent without leaving the page, and kept while there is no network"
        case .react: "React"
        case .vue: "Vue 3"
        case .curl: "curl: makes a deal"
        }
    }

    // MARK: Parts

    private var address: String { "\(base)/f/\(form)" }

    private var script: String { "\(base)/embed.js?v=\(EmbedScript.hash)" }

    private var bridge: [(String, String?)] {
        [("data-bridge", form)] + (needsToken ? [("data-bridge-token", nil)] : [])
    }

    private func markup(_ attributes: [(String, String?)]) -> Markup {
        var children = fields.map(control)
        if let honeypot = honeypots.first {
            // Out of every person's way, and of assistive technology's; a program fills it in.
            let trap = [("name", honeypot), ("tabindex", "-1"), ("autocomplete", "off")]
            children.append(.inline("p", [("hidden", nil)], .inline("input", trap)))
        }
        children.append(.inline("p", [], .inline("button", [("type", "submit")], .text("Send"))))
        let kind: [(String, String?)] = files == nil ? [] : [("enctype", "multipart/form-data")]
        return .block(
            "form", attributes + [("action", address), ("method", "post")] + kind + [("accept-charset", "utf-8")],
            children)
    }

    private func control(_ field: FormField) -> Markup {
        let id = "\(form)-\(field.name)".replacing(" ", with: "-")
        var attributes: [(String, String?)] = [("id", id), ("name", field.name)]
        let label = Markup.inline("label", [("for", id)], .text(FieldLabel.text(field.name)))
        if case .box = field.kind {
            attributes += [("type", "checkbox"), ("value", "yes")]
            if field.isRequired { attributes.append(("required", nil)) }
            return .inline("p", [], .inline("input", attributes), label)
        }
        if case .file = field.kind, let files {
            let endings = files.types.map { "." + $0.name }.joined(separator: ",")
            attributes += [("type", "file"), ("accept", endings)]
            if files.most > 1 { attributes.append(("multiple", nil)) }
            return .inline("p", [], label, .inline("input", attributes))
        }
        attributes += Self.attributes(of: field)
        if field.isRequired { attributes.append(("required", nil)) }
        switch field.kind {
        case .choice(let choices), .choices(let choices):
            if case .choices = field.kind { attributes.append(("multiple", nil)) }
            var options = choices.map { choice in
                Markup.inline("option", [("value", choice)], .text(FieldLabel.text(choice)))
            }
            if case .choice = field.kind { options.insert(.inline("option", [("value", "")]), at: 0) }
            return .block("p", [], [label, .block("select", attributes, options)])
        case .longText:
            if let length = field.maximumLength { attributes.append(("maxlength", "\(length)")) }
            return .inline("p", [], label, .inline("textarea", attributes + [("rows", "6")]))
        default:
            if let length = field.maximumLength { attributes.append(("maxlength", "\(length)")) }
            return .inline("p", [], label, .inline("input", attributes))
        }
    }

    private static func attributes(of field: FormField) -> [(String, String?)] {
        switch field.kind {
        case .email: [("type", "email"), ("autocomplete", "email")]
        case .phone: [("type", "tel"), ("autocomplete", "tel")]
        // A browser's own check would refuse www.example.com, and a number with a comma, which the rules read.
        case .url: [("inputmode", "url")]
        case .number: [("inputmode", "decimal")]
        case .wholeNumber: [("inputmode", "numeric")]
        case .date: [("type", "date")]
        case .dateTime: [("type", "datetime-local")]
        default: autocomplete(field.name).map { [("autocomplete", $0)] } ?? []
        }
    }

    private static func autocomplete(_ name: String) -> String? {
        switch name.lowercased().filter({ $0 != "_" && $0 != "-" && $0 != " " }) {
        case "name", "fullname", "yourname": "name"
        case "firstname": "given-name"
        case "lastname", "surname": "family-name"
        case "company", "companyname", "organization", "organisation": "organization"
        case "city": "address-level2"
        case "zip", "postcode", "postalcode": "postal-code"
        case "street": "street-address"
        case "country": "country-name"
        default: nil
        }
    }

    /// `contact-us` is ContactUsForm.
    private var component: String {
        let words = form.split { $0 == "-" || $0 == "_" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let name = words.joined() + "Form"
        return name.first?.isNumber == true ? "The" + name : name
    }

    private var react: String {
        """
        import { useEffect, useRef } from "react";

        export function \(component)({ onSent }) {
          const form = useRef(null);
          useEffect(() => {
            if (!document.querySelector('script[src^="\(base)/embed.js"]')) {
              document.head.append(Object.assign(document.createElement("script"), { src: "\(script)" }));
            }
            const element = form.current;
            const sent = (event) => onSent?.(event.detail);
            element.addEventListener("bridge:success", sent);
            return () => element.removeEventListener("bridge:success", sent);
          }, [onSent]);
          return (
        \(markup(bridge).text(.jsx, indent: 4).replacing("<form ", with: "<form ref={form} "))
          );
        }
        """
    }

    private var vue: String {
        """
        <script setup>
        import { onMounted } from "vue";

        const emit = defineEmits(["sent"]);
        onMounted(() => {
          if (document.querySelector('script[src^="\(base)/embed.js"]')) return;
          document.head.append(Object.assign(document.createElement("script"), { src: "\(script)" }));
        });
        </script>

        <template>
        \(markup([("@bridge:success", "emit('sent', $event.detail)")] + bridge).text(.vue, indent: 2))
        </template>
        """
    }

    private var curl: String {
        let proof = verifier?.proof
        // A signature is made of what is posted.
        let isSigned =
            switch proof {
            case .signature?, .token?: true
            default: false
            }
        if fields.isEmpty, takesJSON, !isSigned, verifier == nil {
            // Lists have no fields that could be shown.
            return "curl \(Self.quoted(address)) -H 'Content-Type: application/json' --data-binary @sample.json"
        }
        guard takesFields else { return "boardbridge senders try \(form) sample.json" }
        if isSigned { return "boardbridge senders try \(form)" + options }
        // The shell says what is missing: no secret stands in what is pasted.
        let secret = "${FORM_SECRET:?set it to the secret of this form}"
        switch proof {
        case .path?: return "curl \"\(address)/\(secret)\"" + options
        case .header(let name, let prefix)?:
            return "curl \(Self.quoted(address)) -H \"\(name): \(prefix)\(secret)\"" + options
        case .bearer?: return "curl \(Self.quoted(address)) -H \"Authorization: Bearer \(secret)\"" + options
        case .basic(let user)?: return "curl \(Self.quoted(address)) -u \"\(user):\(secret)\"" + options
        case .field(let name)?:
            let option = files == nil ? "--data-urlencode" : "--form-string"
            return "curl \(Self.quoted(address)) \(option) \"\(name)=\(secret)\"" + options
        default: return "curl \(Self.quoted(address))" + options
        }
    }

    /// A sample of each field, each in a line of its own behind the one before.
    private var options: String {
        fields.map { field in
            let option = files == nil ? "--data-urlencode" : field.kind == .file ? "-F" : "--form-string"
            return " \\\n  \(option) \(Self.quoted("\(field.name)=\(example(of: field))"))"
        }.joined()
    }

    private func example(of field: FormField) -> String {
        if let sample = field.sample { return sample }
        return switch field.kind {
        case .email: "ada@example.com"
        case .phone: "+49 30 901820"
        case .url: "https://www.example.com"
        case .number: "1500.50"
        case .wholeNumber: "25"
        case .box: "yes"
        case .file: "@example.\(files?.types.first?.name ?? "pdf")"
        case .date: "2030-01-31"
        case .dateTime: "2030-01-31T14:30"
        case .choice(let choices), .choices(let choices): choices.first ?? ""
        case .longText: "A few lines."
        case .text: Self.autocomplete(field.name) == "name" ? "Ada Lovelace" : "Text"
        }
    }

    /// A word for a shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
