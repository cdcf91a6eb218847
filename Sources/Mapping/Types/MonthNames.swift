/// What people call the months: whole and shortened, in any case, with their accents or without.
///
/// All languages are tried at once, since no word of one means another month in another. (That is why Croatian, in which Poland's and
/// Ukraine's November is October, is not among them.)
enum MonthNames {
    /// The month, from 1, of a word in small letters: a whole name, or its beginning of three letters or more that no other month's name has.
    static func month(of word: String) -> Int64? {
        if let month = whole[word] { return month }
        guard word.count >= 3, word.count <= longestBeginning else { return nil }
        var found: Int64?
        for (name, month) in whole where name.hasPrefix(word) {
            if found != nil, found != month { return nil }
            found = month
        }
        return found
    }

    /// `sept`, `févr`, `juill`.
    private static let longestBeginning = 5

    /// Words that stand for the same month, month by month. Where a language writes a date's month otherwise than the month by itself, both
    /// are there.
    static let written = [
        // en de fr es pt it nl pl uk ru tr cs da, nb and sv ro
        "january januar jänner janvier enero janeiro gennaio januari styczeń stycznia січень січня январь января ocak leden ledna ianuarie "
            + "jaenner jan",
        "february februar feber février febrero fevereiro febbraio februari luty lutego лютий лютого февраль февраля şubat únor února "
            + "februarie fevrier subat unor unora",
        "march märz mars marzo março maart marzec marca березень березня март марта mart březen března marts martie marz maerz marco "
            + "brezen brezna mrt mrz",
        "april avril abril aprile kwiecień kwietnia квітень квітня апрель апреля nisan duben dubna aprilie kwiecien",
        "may mai mayo maio maggio mei maj maja травень травня май мая mayıs květen května mayis kveten kvetna",
        "june juni juin junio junho giugno czerwiec czerwca червень червня июнь июня haziran červen června iunie cerven cervna čvn",
        "july juli juillet julio julho luglio lipiec lipca липень липня июль июля temmuz červenec července iulie cervenec cervence čvc",
        "august août agosto augustus sierpień sierpnia серпень серпня август августа ağustos srpen srpna augusti aout agustos sierpien",
        "september septembre septiembre setiembre setembro settembre wrzesień września вересень вересня сентябрь сентября eylül září "
            + "septembrie eylul wrzesien wrzesnia zari",
        "october oktober octobre octubre outubro ottobre październik października жовтень жовтня октябрь октября ekim říjen října "
            + "octombrie pazdziernik pazdziernika rijen rijna",
        "november novembre noviembre novembro listopad listopada листопад листопада ноябрь ноября kasım noiembrie kasim listopadu",
        "december desember dezember décembre diciembre dezembro dicembre grudzień grudnia грудень грудня декабрь декабря aralık prosinec "
            + "prosince decembrie decembre aralik grudzien",
    ]

    private static let whole: [String: Int64] = {
        var months: [String: Int64] = [:]
        for (index, words) in written.enumerated() {
            for word in words.split(separator: " ") { months[String(word)] = Int64(index + 1) }
        }
        return months
    }()
}
