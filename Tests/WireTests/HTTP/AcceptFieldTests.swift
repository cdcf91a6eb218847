import Testing
import Wire

@Suite("Accept")
struct AcceptFieldTests {
    @Test(
        "browsers get pages, scripts get JSON, and both get what they like better",
        arguments: [
            // Firefox, Chrome and Safari, as they post a form.
            (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], true),
            (
                [
                    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
                        + "application/signed-exchange;v=b3;q=0.7"
                ], true
            ),
            (["text/html"], true), (["TEXT/HTML"], true), (["text/*"], true), (["text/html;charset=utf-8"], true),
            // fetch, curl, axios, jQuery.
            (["*/*"], false), ([], false), ([""], false), (["application/json, text/plain, */*"], false),
            (["application/json, text/javascript, */*; q=0.01"], false), (["application/json"], false),
            // Qualities.
            (["application/json, text/html;q=0"], false), (["text/html;q=0"], false), (["text/html;q=0.000"], false),
            (["application/json, text/html;q=0.9"], false), (["application/json;q=0.8, text/html;q=0.9"], true),
            (["application/json, text/html"], true), (["application/json;q=0.5, */*"], true),
            (["text/html;q=0.5, */*;q=0.8"], false), (["text/*;q=0.1, text/html;q=0.9, */*;q=0.5"], true),
            (["text/html;q=0, text/*"], false), (["text/html ; Q=1.000"], true),
            (["text/html;level=1;q=0.1,*/*"], false),
            (["text/html;q=0.001"], true), (["*/*;q=0.5, application/json;q=0"], true),
            // Quoting: what stands in quotes is no range, no parameter and no comma.
            (["application/json;x=\"text/html\""], false), (["application/json;x=\", text/html\""], false),
            (["application/json;x=\"\\\", text/html,\""], false), (["text/html;x=\";q=0\""], true),
            (["text/html;x=\"\\\\\";q=0"], false), (["application/json, text/html;x=\"open;q=0"], false),
            // What breaks the grammar is passed over, and nothing beside it.
            (["text/html;q=2"], false), (["text/html;q=1.001"], false), (["text/html;q="], false),
            (["text/html;q=0.1234"], false), (["text/html;q=.5"], false), (["text/html;q=-1"], false),
            (["text/html;q=\"1\""], false), (["text/html/x"], false), (["text /html"], false), (["texthtml"], false),
            (["xtext/html"], false), (["text/htmlx"], false), (["text/"], false), (["/html"], false),
            (["@, text/html"], true), ([",,; ,text/html;,"], true), (["text/html x, */*"], false),
            (["text/html;q=1 q=0"], false), (["*/html"], false), (["text/html;q=0.;x=y"], false),
            // Several lines are one list.
            (["application/json;q=0.5", "text/html"], true), (["text/html", "text/html;q=0, application/json"], true),
        ] as [([String], Bool)])
    func prefers(_ values: [String], _ page: Bool) {
        var accept = AcceptField()
        for value in values {
            let bytes = Array("Accept: \(value)\r\n".utf8)
            accept.take(bytes.span, in: 8..<bytes.count - 2)
        }
        #expect(accept.prefersPage == page, "\(values)")
    }

    @Test("every beginning of a value is read, and none reads past its range")
    func prefixes() {
        let bytes = Array("a/b;c=\"\\\"d\";q=0.5 ,\ttext/html;q=0.123;x=\"y\", text/html".utf8)
        for end in 0...bytes.count {
            for start in 0...end {
                var accept = AcceptField()
                var alone = AcceptField()
                accept.take(bytes.span, in: start..<end)
                alone.take(Array(bytes[start..<end]).span, in: 0..<end - start)
                #expect(accept.prefersPage == alone.prefersPage)
            }
        }
    }
}
