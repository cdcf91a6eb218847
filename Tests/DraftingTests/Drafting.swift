import BoardCRM
import Bridge
import Configuration
import Drafting
import Mapping
import Testing
import Wire

/// A draft, loaded as the service loads a form and tried on its own sample.
struct TriedDraft {
    let text: String
    let mapped: MappedDeal

    /// - Throws: where the draft does not load, or its rules do not fit the sample.
    init(_ payload: Payload, form name: String = "contact", senders: [KnownSender] = []) throws {
        var options = Draft.Options(form: name, columnID: 1)
        options.senders = senders
        text = Draft(of: payload, options).text
        let loading = Configuration.load(
            files: [
                "boardbridge.yaml": Array("crm: { access_token: t }\nstore: sqlite:/tmp/none.db".utf8),
                "forms/\(name).yaml": Array(text.utf8),
            ],
            environment: Dictionary(
                uniqueKeysWithValues: senders.map {
                    ($0.name.uppercased().replacing("-", with: "_") + "_SECRET", "s3cret")
                }))
        let complaints = loading.complaints.map(\.description).joined(separator: "\n")
        let configuration = try #require(loading.configuration, "\(complaints)\n\(text)")
        let form = try #require(configuration.forms.first)
        switch form.mapping.map(payload) {
        case .mapped(let deal): mapped = deal
        case .problems(let problems):
            throw DoesNotFit(description: "\(problems.map { "\($0.field): \($0.message)" })\n\(text)")
        }
    }

    /// The targets and what is sent to them: `lead.name: Ada`.
    var sent: [String] {
        let lead = mapped.deal.lead?.attributes.entries.map { "lead.\($0.name.rawValue): \($0.value.formText)" } ?? []
        return lead + mapped.deal.fields.entries.map { "fields.\($0.name.text): \($0.value.formText)" }
    }

    /// The lines of the description.
    var lines: [String] {
        guard let alias = Alias("description"), case .text(let text)? = mapped.deal.fields[alias] else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    /// What the lead gets.
    var lead: [String] { sent.filter { $0.hasPrefix("lead.") }.map { String($0.dropFirst(5)) } }

    struct DoesNotFit: Error, CustomStringConvertible {
        let description: String
    }
}

func json(_ text: String) throws -> Payload { .json(try JSONDocument.parse(Array(text.utf8))) }

func urlencoded(_ text: String) throws -> Payload { .fields(try URLEncoded.decode(Array(text.utf8))) }

extension Payload {
    static func fields(_ pairs: KeyValuePairs<String, String>) -> Payload { .fields(FormFields(pairs)) }
}
