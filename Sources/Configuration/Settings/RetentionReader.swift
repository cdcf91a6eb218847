import Outbox

/// Reads how long submissions are kept, of the service and of a form.
enum RetentionReader {
    /// Puts what stands under a key over what is there.
    static func read(_ reader: inout MappingReader, _ key: SectionKey, into ages: inout Retention.Ages) {
        guard var section = reader.section(key) else { return }
        for (state, key) in RetentionKeys.byState { section.set(&ages[state], key) }
        section.finish()
    }
}
