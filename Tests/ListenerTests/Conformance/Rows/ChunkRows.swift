/// Chunk sizes, data and extensions (RFC 9112, 7.1 and 7.1.1).
enum ChunkRows {
    private static func refused(_ name: String, _ content: String, _ answer: ExpectedAnswer = 400) -> ConformanceRow {
        .refused(name, "9112 7.1", Requests.chunks(content), answer)
    }

    private static func taken(_ name: String, _ content: String, as stored: String) -> ConformanceRow {
        .answered(name, "9112 7.1", Requests.chunks(content), stored: [stored])
    }

    static let rows: [ConformanceRow] = [
        taken("several chunks", "2\r\na=\r\n1\r\n1\r\n2\r\n23\r\n0\r\n\r\n", as: "a=123"),
        taken("a size in hexadecimal", "A\r\na=12345678\r\nb\r\n&b=90123456\r\n0\r\n\r\n", as: "a=12345678&b=90123456"),
        taken("a size with zeros before it", "0005\r\na=123\r\n000\r\n\r\n", as: "a=123"),
        taken("no chunk but the last", "0\r\n\r\n", as: ""),
        taken("line ends and sizes in the data", "9\r\na=0\r\n\r\n0\r\r\n0\r\n\r\n", as: "a=0\r\n\r\n0\r"),
        taken("an extension", "5;a\r\na=123\r\n0;b\r\n\r\n", as: "a=123"),
        taken("an extension with a value", "5;a=b;c=d\r\na=123\r\n0\r\n\r\n", as: "a=123"),
        taken("an extension in quotes", "5;a=\"b;c\\\" 0\"\r\na=123\r\n0\r\n\r\n", as: "a=123"),
        refused("a size with 0x", "0x5\r\na=123\r\n0\r\n\r\n"),
        refused("a size with a plus sign", "+5\r\na=123\r\n0\r\n\r\n"),
        refused("a size below nothing", "-5\r\na=123\r\n0\r\n\r\n"),
        refused("a space before the size", " 5\r\na=123\r\n0\r\n\r\n"),
        refused("a space behind the size", "5 \r\na=123\r\n0\r\n\r\n"),
        refused("a tab behind the size", "5\t\r\na=123\r\n0\r\n\r\n"),
        refused("a size with an underscore", "0_5\r\na=123\r\n0\r\n\r\n"),
        refused("a size with a letter past f", "g\r\na=123\r\n0\r\n\r\n"),
        refused("a size with a fraction", "5.0\r\na=123\r\n0\r\n\r\n"),
        refused("a size in full-width digits", "５\r\na=123\r\n0\r\n\r\n"),
        refused("no size", "\r\na=123\r\n0\r\n\r\n"),
        refused("an extension without a size", ";a\r\na=123\r\n0\r\n\r\n"),
        refused("LF alone behind the size", "5\na=123\r\n0\r\n\r\n"),
        refused("CR alone behind the size", "5\ra=123\r\n0\r\n\r\n"),
        refused("CR twice behind the size", "5\r\r\na=123\r\n0\r\n\r\n"),
        refused("LF alone behind the data", "5\r\na=123\n0\r\n\r\n"),
        refused("CR alone behind the data", "5\r\na=123\r0\r\n\r\n"),
        refused("nothing behind the data", "5\r\na=1230\r\n\r\n"),
        refused("data that is longer than its size", "5\r\na=12345\r\n0\r\n\r\n"),
        refused("data that is shorter than its size", "5\r\na=1\r\n0\r\n\r\n"),
        refused("LF alone behind the last size", "5\r\na=123\r\n0\n\r\n"),
        refused("LF alone in an extension", "5;a\nb\r\na=123\r\n0\r\n\r\n"),
        refused("a bare CR in an extension", "5;a\rb\r\na=123\r\n0\r\n\r\n"),
        refused("NUL in an extension", "5;a\u{0}\r\na=123\r\n0\r\n\r\n"),
        refused("a size past the limit", "801\r\n", 413),
        refused("a size of fifteen digits", "fffffffffffffff\r\na=123\r\n0\r\n\r\n", .oneOf(400, 413)),
        refused("a size of 2 to the 64 and five more", "10000000000000005\r\na=123\r\n0\r\n\r\n", .oneOf(400, 413)),
        refused("a size of sixteen zeros and a five", "00000000000000005\r\na=123\r\n0\r\n\r\n", .oneOf(400, 413)),
        refused(
            "chunks that pass the limit together",
            "5dc\r\n" + Requests.letters(1500) + "\r\n5dc\r\n" + Requests.letters(1500) + "\r\n0\r\n\r\n", 413),
        refused(
            "an extension of 20,000 bytes", "5;" + Requests.letters(20_000) + "\r\na=123\r\n0\r\n\r\n",
            .oneOf(400, 413, 431)),
        refused(
            "many chunks with long extensions",
            String(repeating: "1;" + Requests.letters(500) + "\r\na\r\n", count: 40) + "0\r\n\r\n",
            .oneOf(400, 413, 431)),
        ConformanceRow(
            "chunks that end too soon", "9112 8", Requests.chunks("5\r\na=123\r\n"), [], .closes, isCutShort: true),
    ]
}
