import BoardCRM

extension ScalarType where Value == Alias {
    /// The alias of a board's field.
    static var alias: Self {
        ScalarType("an alias of 1 to 15 of A-Z a-z 0-9 _ -", schema: .form("[A-Za-z0-9_-]{1,15}")) {
            text throws(Mismatch) in
            guard let alias = Alias(text) else { throw Mismatch() }
            return alias
        }
    }
}

extension ScalarType where Value == Double {
    /// So many a second.
    static var callRate: Self {
        ScalarType("a number from 0.01 to 10000", schema: .form("[0-9]+([.][0-9]+)?")) { text throws(Mismatch) in
            guard let number = Double(text), (0.01...10_000).contains(number) else { throw Mismatch() }
            return number
        }
    }
}
