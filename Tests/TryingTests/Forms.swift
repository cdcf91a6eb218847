import Bridge
import Configuration
import Mapping
import Testing

/// The form that this file is; a complaint fails the test.
func form(_ text: String, named name: String = "contact") throws -> FormSettings {
    let loading = Configuration.load(
        files: [
            "boardbridge.yaml": Array("crm: { access_token: t }\nstore: sqlite:/tmp/none.db".utf8),
            "forms/\(name).yaml": Array(text.utf8),
        ])
    let complaints = loading.complaints.map(\.description)
    let configuration = try #require(loading.configuration, "\(complaints)")
    return try #require(configuration.forms.first)
}
