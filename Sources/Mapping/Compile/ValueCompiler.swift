import BoardCRM

/// Reads values that stand in the rules by the rule's type.
struct ValueCompiler {
    let type: ValueType
    /// Whether a number or a boolean stays one: where the rule names no type and the target takes any.
    let keepsKind: Bool
    let limit: LengthLimit?

    func compile(_ value: FieldValue) throws(Mismatch) -> TypedValue {
        let piece = Piece(value.plainText)
        guard !piece.isBlank else { throw Mismatch("is empty") }
        if keepsKind { return try fitting(.plain(value)) }
        return try fitting(try type.read(piece).typed)
    }

    private func fitting(_ value: TypedValue) throws(Mismatch) -> TypedValue {
        guard let limit, case .plain(.text(let text)) = value, text.count > limit.maximum else { return value }
        throw Mismatch("is longer than max_length, \(limit.maximum)")
    }
}
