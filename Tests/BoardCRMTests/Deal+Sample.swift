import BoardCRM
import Testing

extension Deal {
    /// A deal with something of every kind in it.
    static func sample() throws -> Deal {
        var deal = Deal(columnID: Identifier(1287))
        deal.lead = Lead(attributes: [
            .name: .text("Ada \"A\" Lovelace"), .email: .text("ada@example.com"), .phone: .text("+12025550147"),
        ])
        deal.fields[try #require(Alias("title"))] = .text("Grüße & more\n100 % = 1")
        deal.fields[try #require(Alias("budget"))] = .integer(2500)
        deal.fields[try #require(Alias("rate"))] = .number(try #require(NumberText("0.10")))
        deal.fields[try #require(Alias("news-letter"))] = .boolean(true)
        deal.deadline = DateTime(parsing: "2026-03-01 09:30:00")
        return deal
    }
}
