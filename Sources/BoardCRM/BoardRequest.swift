import Wire

/// One call of the CRM's API: what is asked for, and with which parameters. The token is not part of it; it comes in when the content is written.
struct BoardRequest: Sendable {
    /// The path behind the API's address: entity and action.
    let path: StaticString
    /// What the call takes, in order; those of one group stand together.
    let parameters: [Parameter]

    /// Where deals are made.
    static let dealPath: StaticString = "offer/create"

    /// Makes a deal with its lead, in one call.
    static func createDeal(_ deal: Deal) -> BoardRequest {
        BoardRequest(path: dealPath, parameters: deal.parameters)
    }

    /// What the JSON content of every request begins with.
    static func jsonStart(_ accessToken: Secret) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("access_token")
        writer.string(accessToken.revealed())
        return writer.bytes
    }

    /// The JSON content of ``createDeal(_:)``, to the byte, behind ``jsonStart(_:)``.
    static func json(_ deal: DealText, behind start: [UInt8]) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(start.count + deal.json.count)
        content += start
        if deal.json.count > 2 { content.append(UInt8(ascii: ",")) }
        content += deal.json.dropFirst()
        return content
    }

    /// Lists the fields that deals and leads have on the board.
    static let fieldList = BoardRequest(path: "field/list", parameters: [])

    /// One page of the board's leads.
    static func leadList(page: Int, limit: Int) -> BoardRequest {
        BoardRequest(
            path: "lead/list",
            parameters: [Parameter("limit", .integer(Int64(limit))), Parameter("page", .integer(Int64(page)))])
    }

    /// A file of the deals that were made between two moments of the board's clock.
    ///
    /// Inferred: the column's name, and that the dates are written as everywhere else.
    static func exportDeals(from start: DateTime, to end: DateTime) -> BoardRequest {
        BoardRequest(
            path: "offer/export",
            parameters: [
                Parameter("date_column", .text("created_at")), Parameter("date_from", .text(start.description)),
                Parameter("date_to", .text(end.description)),
            ])
    }

    /// One deal.
    static func deal(_ id: Identifier) -> BoardRequest {
        BoardRequest(path: "offer/get", parameters: [Parameter("id", .integer(id.value))])
    }
}

extension BoardRequest {
    /// A request's content and what the Content-Type field says of it.
    struct Content: Sendable {
        let type: String
        let bytes: [UInt8]
    }

    /// The content in one of the three formats. The token goes first, under its own name, and nowhere else: never into the address or a field.
    ///
    /// `boundary` separates the parts of the multipart format; it has to be drawn at random, so that no lead can write it.
    func content(as format: BodyFormat, accessToken: Secret, boundary: @autoclosure () -> String) -> Content {
        let token = Parameter("access_token", .text(accessToken.revealed()))
        return Self.content(of: [token] + parameters, as: format, boundary: boundary())
    }

    /// The content without the token: for a person to look at, and for no call.
    func contentWithoutToken(as format: BodyFormat, boundary: @autoclosure () -> String) -> Content {
        Self.content(of: parameters, as: format, boundary: boundary())
    }

    private static func content(
        of parameters: [Parameter], as format: BodyFormat, boundary: @autoclosure () -> String
    ) -> Content {
        switch format {
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            writer.members(parameters)
            writer.endObject()
            return Content(type: "application/json", bytes: writer.bytes)
        case .urlencoded:
            var bytes: [UInt8] = []
            for parameter in parameters {
                URLEncoded.append(name: parameter.formName, value: parameter.value.formText, to: &bytes)
            }
            return Content(type: "application/x-www-form-urlencoded", bytes: bytes)
        case .multipart:
            var writer = MultipartWriter(boundary: boundary())
            for parameter in parameters {
                writer.field(name: parameter.formName, value: parameter.value.formText)
            }
            writer.finish()
            return Content(type: writer.contentType, bytes: writer.bytes)
        }
    }
}
