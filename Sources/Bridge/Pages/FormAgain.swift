internal import BoardCRM
internal import Mapping
internal import Wire

/// The form that a page of ours holds, with all that the visitor typed: to be put right, or only to be sent again.
///
/// No history and no script is needed for it, so that nothing is lost whatever the browser remembers.
struct FormAgain {
    private let visit: Visit
    private let form: IntakeForm
    private let base: String
    private let fields: FormFields

    /// nil where there is nothing to hold, or more than a page should.
    init?(_ visit: Visit, form: IntakeForm, base: String) {
        guard let fields = visit.fields, fields.bytes.count <= Self.largest else { return nil }
        (self.visit, self.form, self.base, self.fields) = (visit, form, base, fields)
    }

    /// In bytes, before they are escaped.
    private static let largest = 128 * 1024

    /// Every field hidden, and a button.
    func unchanged() -> String {
        var body = opening
        let files = fileControls(&body, except: [])
        hide(&body, except: files)
        return body + closing(.sendAgain)
    }

    /// What is wrong to be put right, and the rest hidden.
    func correcting(_ problems: [Problem], _ words: (Problem) -> String) -> String {
        var body = opening
        var shown: Set<Int> = []
        var names: Set<String> = []
        for (number, problem) in problems.enumerated() {
            let entries = entries(of: problem.field)
            let name = entries.first.map { text(fields.entries[$0].name) } ?? problem.field
            guard names.insert(name).inserted else { continue }
            guard !entries.isEmpty || Self.isFieldName(problem) else {
                body +=
                    "<p class=\"error\"><strong>\(HTML.escape(FieldLabel.text(name)))</strong> \(HTML.escape(words(problem)))</p>\n"
                continue
            }
            shown.formUnion(entries)
            control(&body, problem, named: name, entries, words(problem), number)
        }
        shown.formUnion(fileControls(&body, except: shown))
        hide(&body, except: shown)
        return body + closing(.send)
    }

    // MARK: Parts

    private var opening: String {
        let kind = visit.isMultipart ? " enctype=\"multipart/form-data\"" : ""
        let action = HTML.escape("\(base)/f/\(form.settings.name)\(visit.behindName)")
        return "<form method=\"post\" action=\"\(action)\"\(kind) accept-charset=\"utf-8\" novalidate>\n"
    }

    private func closing(_ button: PageText) -> String {
        let back = MessagePage.backLink(visit).map { " " + $0 } ?? ""
        return "<p class=\"actions\"><button>\(HTML.escape(visit.language[button]))</button>\(back)</p>\n</form>\n"
    }

    /// A file stays with the visitor: it has to be chosen again. Returns the entries that these controls stand for.
    private func fileControls(_ body: inout String, except shown: Set<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var names: Set<String> = []
        for (index, entry) in fields.entries.enumerated() {
            guard entry.file != nil, !shown.contains(index) else { continue }
            found.insert(index)
            let name = text(entry.name)
            // A file control that was left empty sends a file without a name.
            guard !entry.value.isEmpty, names.insert(name).inserted else { continue }
            body += """
                <div class="field"><label for="file-\(index)">\(HTML.escape(FieldLabel.text(name)))</label>
                <input type="file" id="file-\(index)" name="\(HTML.escape(name))" multiple></div>\n
                """
        }
        if !names.isEmpty { body += "<p class=\"quiet\">\(HTML.escape(visit.language[.filesAgain]))</p>\n" }
        return found
    }

    private func hide(_ body: inout String, except shown: Set<Int>) {
        for (index, entry) in fields.entries.enumerated() where !shown.contains(index) {
            let (name, value) = (HTML.escape(text(entry.name)), HTML.escape(text(entry.value)))
            body += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
        }
    }

    private func control(
        _ body: inout String, _ problem: Problem, named name: String, _ entries: [Int], _ words: String, _ number: Int
    ) {
        let values = entries.map { text(fields.entries[$0].value) }
        let value = values.first ?? ""
        let id = "field-\(number)"
        let field = FormField.feeding(problem.target, named: problem.field, of: form.settings)
        var attributes =
            "id=\"\(id)\" name=\"\(HTML.escape(name))\" aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        if number == 0 { attributes += " autofocus" }
        let label = "<label for=\"\(id)\">\(HTML.escape(FieldLabel.text(name)))</label>"
        let error = "<p class=\"error\" id=\"\(id)-error\">\(HTML.escape(words))</p>"
        body += "<div class=\"field\">"
        let isFile = entries.contains { fields.entries[$0].file != nil }
        if isFile {
            // What was chosen is not known any more, and no page can choose it.
            body += "\(label)\n<input type=\"file\" multiple \(attributes)>\n\(error)"
            body += "<p class=\"quiet\">\(HTML.escape(visit.language[.filesAgain]))</p></div>\n"
            return
        }
        switch field.kind {
        case .choice(let choices), .choices(let choices):
            let several: Bool = if case .choices = field.kind { true } else { false }
            body += "\(label)\n<select \(attributes)\(several ? " multiple" : "")>\n"
            if !several { body += "<option value=\"\"></option>\n" }
            for choice in choices {
                let mark = values.contains(choice) ? " selected" : ""
                body += "<option\(mark)>\(HTML.escape(choice))</option>\n"
            }
            body += "</select>\n"
        case .box where value.isEmpty:
            body += "<span class=\"box\"><input type=\"checkbox\" value=\"yes\" \(attributes)> \(label)</span>\n"
        case .longText:
            body += "\(label)\n\(Self.area(value, attributes))\n"
        default:
            // What holds a line break would lose it in a field of one line.
            body += label + "\n"
            body +=
                value.utf8.contains(0x0A) || value.utf8.count > 120
                ? Self.area(value, attributes) + "\n"
                : "<input \(attributes)\(Self.hint(field.kind)) value=\"\(HTML.escape(value))\">\n"
        }
        body += error + "</div>\n"
    }

    private static func area(_ value: String, _ attributes: String) -> String {
        // HTML takes the first line break of a text area for its own.
        "<textarea rows=\"6\" \(attributes)>\n\(HTML.escape(value))</textarea>"
    }

    /// Which keyboard to show, and what the browser may fill in. What the value has to be is for the rules alone.
    private static func hint(_ kind: FormField.Kind) -> String {
        switch kind {
        case .email: " type=\"email\" autocomplete=\"email\""
        case .phone: " type=\"tel\" autocomplete=\"tel\""
        case .url: " type=\"text\" inputmode=\"url\""
        case .number: " type=\"text\" inputmode=\"decimal\""
        case .wholeNumber: " type=\"text\" inputmode=\"numeric\""
        default: " type=\"text\""
        }
    }

    // MARK: Names

    /// The fields that came under a rule's name for them: exactly, else without regard to case, blanks, `-`, `_` and brackets.
    private func entries(of field: String) -> [Int] {
        let exact = fields.entries.indices.filter { fields.bytes[fields.entries[$0].name].elementsEqual(field.utf8) }
        if !exact.isEmpty { return exact }
        let loose = Self.loose(field)
        return fields.entries.indices.filter { Self.loose(text(fields.entries[$0].name)) == loose }
    }

    static func loose(_ name: String) -> String {
        var name = name[...]
        if name.hasSuffix("[]") { name = name.dropLast(2) }
        return String(name.replacing("][", with: ".").replacing("[", with: ".").filter { !" -_]\"".contains($0) })
            .lowercased()
    }

    /// Whether a problem is about a field that a page can ask for, and not about the query, a header, or what a program made.
    private static func isFieldName(_ problem: Problem) -> Bool {
        FormField.isFieldName(problem.field) && problem.field != problem.target.description
            || problem.field == problem.target.steps.last
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: fields.bytes[range], as: UTF8.self) }
}
