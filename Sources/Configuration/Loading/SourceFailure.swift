/// Why a file could not be read, in words that hold nothing of it.
struct SourceFailure: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
