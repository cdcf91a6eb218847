/// Why a head was refused: the status that answers it, and words for the log. It never quotes the request.
public enum RequestHeadError: Error, Sendable, Equatable {
    case bareLineFeed
    case malformedRequestLine
    case malformedTarget
    case tunnelAskedFor
    case unsupportedVersion
    case targetTooLong
    case headTooLarge
    case tooManyFields
    case malformedFieldName
    case malformedFieldValue
    case lineFolding
    case missingHost
    case malformedHost
    case malformedContentLength
    case repeatedContentLength
    case contentLengthWithTransferEncoding
    case malformedTransferEncoding
    case unknownTransferCoding
    case transferEncodingInHTTP10
    case unknownExpectation
    case malformedConnection
    case repeatedContentType

    /// The status code (RFC 9110, 15; RFC 6585).
    public var status: Int {
        switch self {
        case .targetTooLong: 414
        case .unknownExpectation: 417
        case .headTooLarge, .tooManyFields: 431
        case .unknownTransferCoding, .tunnelAskedFor: 501
        case .unsupportedVersion: 505
        default: 400
        }
    }

    /// What is wrong, in words for the sender's developer.
    public var explanation: String {
        switch self {
        case .bareLineFeed: "a line of the head ends in LF without CR"
        case .malformedRequestLine: "the request line is not 'METHOD target HTTP/1.1'"
        case .malformedTarget: "the request target is none that this method can have"
        case .tunnelAskedFor: "no tunnels are made here"
        case .unsupportedVersion: "only HTTP/1.0 and HTTP/1.1 are spoken here"
        case .targetTooLong: "the request target is longer than the limit"
        case .headTooLarge: "the header section is larger than the limit"
        case .tooManyFields: "there are more header fields than the limit"
        case .malformedFieldName:
            "a field name holds a character that no name may have, or white space before its colon"
        case .malformedFieldValue: "a field value holds a control character"
        case .lineFolding: "a field value is folded over several lines"
        case .missingHost: "there must be exactly one Host field"
        case .malformedHost: "the Host field is not a host with an optional port"
        case .malformedContentLength: "Content-Length is not a number of bytes"
        case .repeatedContentLength:
            "Content-Length is given more than once, which is refused even where the values are the same"
        case .contentLengthWithTransferEncoding: "Content-Length and Transfer-Encoding stand together"
        case .malformedTransferEncoding: "Transfer-Encoding must be 'chunked', once and last"
        case .unknownTransferCoding: "the only transfer coding read here is 'chunked'"
        case .transferEncodingInHTTP10: "HTTP/1.0 has no Transfer-Encoding"
        case .unknownExpectation: "the only expectation met here is '100-continue'"
        case .malformedConnection: "the Connection field is not a list of tokens"
        case .repeatedContentType: "Content-Type is given more than once"
        }
    }
}
