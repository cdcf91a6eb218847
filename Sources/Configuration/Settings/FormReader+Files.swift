import Bridge
import Files
import Mapping
import Verification

/// Reads what a form does with files.
extension FormReader {
    /// - Returns: the settings, and where lines about files go.
    func files(
        _ reader: inout MappingReader, _ verifier: Verifier?, isEnabled: Bool
    ) -> (settings: FileSettings, lines: WholeDefinition.FileLines?)? {
        guard let place = reader.member(FormKeys.files.name)?.key.place, var section = reader.section(FormKeys.files)
        else { return nil }
        let destination = section.placed(FileKeys.destination)
        let target = section.placed(FileKeys.target)
        var settings = FileSettings(destination?.value ?? .note)
        section.set(&settings.most, FileKeys.most)
        section.set(&settings.largest, FileKeys.largest)
        if let types = section.list(FileKeys.types) { settings.types = types.map(\.value) }
        section.set(&settings.linkTime, FileKeys.linkTime)
        section.finish()
        if !section.has(FileKeys.destination.name) {
            section.missing("to", "write to: note, to: link or to: drop")
        }
        if let target, let destination, destination.value != .note {
            log.add("'in' is for to: note, whose lines go there", at: target.place)
        }
        if let destination, settings.areKept, !knowsPublicURL, isEnabled {
            log.add(
                "to: \(destination.value.rawValue) makes addresses of files, which begin with public_url in boardbridge.yaml; write that",
                at: destination.place)
        }
        switch verifier?.proof {
        case .signature where isEnabled, .token where isEnabled:
            log.warn(
                "the sender signs all of a post, so its files stay in what is stored of it: 'files' has no effect",
                at: place)
        default: break
        }
        guard let destination else { return nil }
        return (settings, destination.value == .note ? .init(behind: target, at: place) : nil)
    }
}
