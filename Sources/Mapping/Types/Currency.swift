import CICU

/// The codes and names by which people tell a currency. Which one it is does not matter here: a board's field has one.
enum Currency {
    /// Whether a word tells a currency: a code of ISO 4217 (`EUR`, `chf`), or what people write in its place.
    static func isName(_ word: String) -> Bool {
        let small = word.lowercased()
        if names.contains(small) { return true }
        let code = Array(word.uppercased().utf8)
        guard code.count == 3, code.allSatisfy(ASCII.isLetter) else { return false }
        let characters = (code + [0]).map(CChar.init(bitPattern:))
        return unsafe bb_currency_exists(characters)
    }

    private static let names: Set<String> = [
        "euro", "euros", "dollar", "dollars", "pound", "pounds", "franken", "fr", "sfr", "kr", "kronen", "kronor",
        "kroner", "zł", "zl", "złotych", "kč",
        "kc", "ft", "lei", "leu", "лв", "руб", "р", "рублей", "грн", "₽", "tl", "lira", "rs", "rupees", "reais", "yen",
        "元", "円", "원",
    ]
}
