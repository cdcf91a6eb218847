/// The request that makes a deal, without the access token: for a person to look at before anything is sent.
public struct DealRequest: Sendable {
    /// The path behind the API's address.
    public let path: String
    /// What the Content-Type field says.
    public let contentType: String
    /// The content, to the byte as it is sent, but for the token, which would come first.
    public let content: [UInt8]

    /// The request for a deal in one of the three formats; `boundary` separates the parts of the multipart format.
    public init(_ deal: Deal, as format: BodyFormat, boundary: String) {
        let request = BoardRequest.createDeal(deal)
        let content = request.contentWithoutToken(as: format, boundary: boundary)
        path = request.path.description
        contentType = content.type
        self.content = content.bytes
    }
}
