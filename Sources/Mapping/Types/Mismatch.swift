/// Why a text does not fit a type, in words that follow the field's name, and never with the text itself.
struct Mismatch: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
