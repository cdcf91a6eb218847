import Outbox

extension ScalarType where Value == RetentionAge {
    /// A duration, or `never`.
    static var retention: Self {
        let duration = ScalarType<Duration>.duration(.seconds(60) ... .seconds(3650 * 86_400))
        return ScalarType(
            duration.expected + ", or never", schema: .either([.words(["never"]), duration.schema])
        ) { text throws(Mismatch) in
            if text == "never" { return .forever }
            do throws(ScalarType<Duration>.Mismatch) {
                return .after(try duration.read(text))
            } catch {
                throw Mismatch(error.hint)
            }
        }
    }
}
