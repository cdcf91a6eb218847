import FoundationEssentials
import Wire

/// A case of python-multipart's: a body, its boundary, and the parts it has or where it breaks.
struct MultipartCase: Sendable {
    var name: String
    var body: [UInt8]
    var boundary = ""
    var errorOffset: Int?
    var parts: [PartCollector.Part] = []

    /// Reads the few shapes of YAML that the cases use.
    init(_ name: String) throws {
        self.name = name
        body = try Corpora.bytes("multipart/\(name).http")
        var isData = false
        var base64 = ""
        func take(_ part: inout PartCollector.Part) {
            part.content = Array(Data(base64Encoded: base64) ?? Data())
            base64 = ""
        }
        let text = String(decoding: try Corpora.bytes("multipart/\(name).yaml"), as: UTF8.self)
        for line in text.split(separator: "\n") {
            let words = line.replacing("- ", with: "").split(separator: ":", maxSplits: 1)
                .map { String($0.trimmingPrefix(while: { $0 == " " })) }
            let value = words.count > 1 ? words[1].replacing("\"", with: "").replacing("'", with: "") : ""
            switch (words[0], isData) {
            case ("boundary", _): boundary = value
            case ("error", _): errorOffset = Int(value)
            case ("name", _):
                if isData { take(&parts[parts.count - 1]) }
                isData = false
                parts.append(PartCollector.Part(name: value, isWhole: true))
            case ("file_name", false): parts[parts.count - 1].filename = value
            case ("content_type", false): parts[parts.count - 1].contentType = value
            case ("data", false): isData = true
            case (let data, true): base64 += data
            default: break
            }
        }
        if isData { take(&parts[parts.count - 1]) }
    }
}
