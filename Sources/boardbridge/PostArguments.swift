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
                                A FILE that ends in .case, as `boardbridge test` has them, is its first post
          --content-type TYPE   what the content is (default: JSON where it begins with { or [, multipart where it
                                begins with a boundary, else a urlencoded form)
        """

    let post: MappingTrial.Post

    /// - Parameter file: the file's name; nil for standard input. A case's is its first post, with its header lines and its query.
    /// - Parameter readsJSON: whether what looks like JSON is JSON, also behind `-d`, which curl sends as a form.
    init(_ arguments: Arguments, file: String?, readsJSON: Bool = false) throws {
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
        if parts.isEmpty, let file, file.hasSuffix(".case") {
            post = try Self.post(ofCase: file, with: fields)
            return
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
            if readsJSON { type = "application/json" }
            Terminal.error(
                readsJSON
                    ? "note: sent as JSON, which it looks like; -H 'Content-Type: …' says something else"
                    : "note: this looks like JSON, and -d sends it as a form, as curl does; say -H 'Content-Type: application/json'"
            )
        }
        fields.removeAll { $0.name.lowercased() == "content-type" }
        let query = arguments.value("--query") ?? ""
        post = MappingTrial.Post(
            content: content, contentType: named ?? type,
            query: Array((query.hasPrefix("?") ? String(query.dropFirst()) : query).utf8), fields: fields)
    }

    private static func post(
        ofCase path: String, with fields: [(name: String, value: String)]
    ) throws -> MappingTrial.Post {
        let text = String(decoding: try InputFile.read(path), as: UTF8.self)
        let file: CaseFile
        do throws(CaseFile.Malformed) {
            file = try CaseFile(name: path, file: path, text: text)
        } catch {
            throw Failure(Terminal.visible(error.description))
        }
        guard var post = file.steps.first?.post else { throw Failure("\(Terminal.visible(path)) has no post") }
        let names = Set((fields.map(\.name) + ["Content-Type"]).map { $0.lowercased() })
        post.fields = post.fields.filter { !names.contains($0.name.lowercased()) } + fields
        return post
    }
}
