extension ScalarType where Value == UInt32 {
    /// A file's permissions in octal, as chmod(1) takes them: `0660` or `660`.
    static var fileMode: Self {
        ScalarType("a mode in octal digits such as 0660", schema: .text) { text throws(Mismatch) in
            let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
            guard (3...4).contains(digits.utf8.count), let mode = UInt32(digits, radix: 8), mode <= 0o777,
                digits.utf8.allSatisfy(\.isDecimalDigit)
            else { throw Mismatch() }
            return mode
        }
    }
}
