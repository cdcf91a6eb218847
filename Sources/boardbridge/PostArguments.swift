internal import Bridge
internal import Trying
internal import Wire

/// The post that a command line describes: a file, standard input, or what curl's options say.
struct PostArguments {
    static let options =
        CurlContent.Option.allCases.map(\.rawValue) + ["-H", "--header", "--content-type", "--query"]
    static let joined = ["-d", "-F", "-H"]

    static let help = """
          -d DATA, --data-urlencode DATA, -F NAME=VALUE, -F NAME=@FILE
                                the post's content, as curl means it; several make one form
          -H "NAME: VALUE"      a header of the request, such as Referer, Cookie or Content-Type
          --query TEXT          the address's query: utm_source=ad&utm_medium=cpc
          --content-type TYPE   what the content is (default: JSON where it begins with { or [, multipart where it
                                begins with a boundary, else a urlencoded form)
        """

    let post: MappingTrial.Post

    /// - Parameter file: the file's name; nil for standard input.
    init(_ arguments: Arguments, file: String?) throws {
        let parts = arguments.given.compactMap { given in
            CurlContent.Option(rawValue: given.option).map { (option: $0, value: given.value) }
        }
        var fields: [(name: String, value: String)] = []
        for (option, value) in arguments.given where option == "-H" || option == "--header" {
            guard let colon = value.firstIndex(of: ":"), colon != value.startIndex else {
                throw UsageError("-H takes \"Name: value\", not '\(value)'")
            }
            let text = value[value.index(after: colon)...].drop { $0 == " " }
            fields.append((name: String(value[..<colon]), value: String(text)))
        }
        var content: [UInt8]
        var type: String
        if parts.isEmpty {
            content = try InputFile.read(file ?? "-")
            type = MappingTrial.guess(content)
            // A file that ends in a line break was written by an editor: a form's last value does not.
            if type.hasSuffix("urlencoded") {
                while content.last == 0x0A || content.last == 0x0D { content.removeLast() }
            }
        } else {
            if let file { throw UsageError("'\(file)' and \(parts[0].option.rawValue): a post has one content") }
            do {
                (content, type) = try CurlContent.make(parts, boundary: MultipartWriter.randomBoundary()) { path in
                    try InputFile.read(path)
                }
            } catch let wrong as CurlContent.Wrong {
                throw UsageError(wrong.description)
            }
        }
        let named = fields.last { $0.name.lowercased() == "content-type" }?.value ?? arguments.value("--content-type")
        if named == nil, !parts.isEmpty, MappingTrial.guess(content) == "application/json" {
            Terminal.error(
                "note: this looks like JSON, and -d sends it as a form, as curl does; say -H 'Content-Type: application/json'"
            )
        }
        if parts.contains(where: { $0.option.isRaw && CurlContent.hasPlusOfPhone($0.value) }) {
            Terminal.error(
                "note: in a form a + is a blank, and -d sends it as it is; write %2B, or --data-urlencode for -d")
        }
        if named == nil, parts.isEmpty, type.hasSuffix("urlencoded"), InitCommand.isMarkup(content) {
            throw Failure("this begins as XML or HTML do, and no form reads those; JSON or a form is expected")
        }
        fields.removeAll { $0.name.lowercased() == "content-type" }
        let query = arguments.value("--query") ?? ""
        post = MappingTrial.Post(
            content: content, contentType: named ?? type,
            query: Array((query.hasPrefix("?") ? String(query.dropFirst()) : query).utf8), fields: fields)
    }
}
