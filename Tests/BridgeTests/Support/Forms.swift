import Bridge
import Configuration
import Mapping

/// Forms as their files write them, by name.
func forms(_ files: [String: String], senders: [String: String] = [:]) throws -> [FormSettings] {
    try configuration(files, senders: senders).forms
}

/// The whole configuration with these forms.
func configuration(
    _ files: [String: String], senders: [String: String] = [:], languages: [String: String] = [:]
) throws -> Configuration {
    var contents = ["boardbridge.yaml": "store: sqlite:unused.db\ncrm: { access_token: unused }\n"]
    for (name, yaml) in files { contents["forms/\(name).yaml"] = yaml }
    for (name, yaml) in senders { contents["senders/\(name).yaml"] = yaml }
    for (tag, yaml) in languages { contents["languages/\(tag).yaml"] = yaml }
    let loading = Configuration.load(files: contents.mapValues { Array($0.utf8) })
    guard let configuration = loading.configuration else {
        throw WrongForm(description: loading.complaints.map(\.description).joined(separator: "\n"))
    }
    return configuration
}

/// A test's form that the configuration does not take.
struct WrongForm: Error, CustomStringConvertible {
    let description: String
}

/// A form with a bit of everything, for browsers.
let contactForm = """
    column_id: 1287
    lead:
      name: { from: [full_name, name], transform: [trim, squeeze], required: true }
      email: { from: email, type: email }
      phone: { from: phone, type: phone, region: US }
    fields:
      title: { template: "Website: {topic}" }
      budget: { from: budget, type: integer }
    """

/// The same for a webhook: what does not fit is kept.
let webhookForm = "sender: json\n" + contactForm
