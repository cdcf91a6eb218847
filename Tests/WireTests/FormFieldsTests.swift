import Testing
import Wire

@Suite("Form fields")
struct FormFieldsTests {
    @Test("fields are found by name, repeats in their order")
    func lookup() {
        let fields = FormFields(["name": "Ada Lovelace", "topic[]": "a", "empty": "", "topic[]": "b"])
        #expect(fields[first: "name"] == "Ada Lovelace")
        #expect(fields[first: "nam"] == nil)
        #expect(fields[first: "empty"] == "")
        #expect(fields.values(named: "topic[]") == ["a", "b"])
        let name = Array("topic[]".utf8)
        #expect(fields.nextIndex(named: name) == 1)
        #expect(fields.nextIndex(named: name, from: 2) == 3)
        #expect(fields.nextIndex(named: name, from: 4) == nil)
    }

    @Test("a file's value is its name")
    func file() {
        var fields = FormFields()
        let file = FormFields.File(filename: "cv.pdf", contentType: "application/pdf", size: 12)
        fields.append(name: "attachment".utf8, file: file)
        #expect(fields.entries.first?.file == 0)
        #expect(fields.files == [file])
        #expect(fields[first: "attachment"] == "cv.pdf")
    }
}
