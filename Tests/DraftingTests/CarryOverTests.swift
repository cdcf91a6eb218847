import Drafting
import Testing

@Suite("A draft that takes a form's place")
struct CarryOverTests {
    private let draft =
        "# drafted\n\nsender: browser             # a page posts\ncolumn_id: 0     # to be written\nlead:\n  name: n\n"

    @Test("who may post, what is checked and what is kept stay as they were; the rules are the draft's")
    func kept() {
        let old = """
            sender: json
            # who may post
            verify:
              by: header
              secret: ${SECRET}

            column_id: 1290
            lead: { name: old }
            title: { from: x }
            record: 5
            """
        let carried = FormCarryOver(draft, over: old)
        #expect(
            carried.text
                == "# drafted\n\nsender: json\ncolumn_id: 1290\nlead:\n  name: n\nverify:\n  by: header\n  secret: ${SECRET}\nrecord: 5\n"
        )
        #expect(carried.keys == ["sender", "column_id", "verify", "record"])
        #expect(carried.left == ["title"])
    }

    @Test("a preset that the post was known by stays, with its own proof, and what was there instead is named")
    func preset() {
        let known = "sender: typeform\nverify: { secret: \"${TYPEFORM_SECRET}\" }\ncolumn_id: 7\n"
        let carried = FormCarryOver(
            known, over: "sender: json\nverify: { by: bearer, secret: x }\ncolumn_id: 1\nspam: { links: 3 }\n")
        #expect(carried.text == known + "spam: { links: 3 }\n")
        #expect(carried.keys == ["spam"])
    }
}
