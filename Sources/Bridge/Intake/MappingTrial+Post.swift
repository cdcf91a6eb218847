public import Files
public import Mapping
public import Outbox
internal import Telemetry
internal import Wire

extension MappingTrial {
    /// A post as it is tried: what a request would bring.
    public struct Post: Sendable {
        /// The content's bytes.
        public var content: [UInt8]
        /// What the Content-Type field says.
        public var contentType: String
        /// The target's query, without the question mark; empty for none.
        public var query: [UInt8]
        /// The other header fields; names in any case.
        public var fields: [(name: String, value: String)]
        /// What `meta.` finds beyond what the fields say.
        public var facts: [MappingContext.Meta: String]
        /// The files that came with it, where they are kept.
        public var files: [StoredFile] = []
        /// Addresses of files, and from when on they are good.
        public var links: (links: FileLinks, from: Timestamp)?
        /// Where the outside reaches the service, for the address of a file that is only tried; nil for an example.
        public var publicURL: String?
        /// Which of its submissions are meant.
        public var extent = Extent.all
        /// What was fetched for what it announces, a JSON object; nil for nothing.
        public var fetched: [UInt8]?

        /// Which submissions of a post are meant: with `each` it has several.
        public enum Extent: Sendable, Hashable {
            /// All that the rules make of it.
            case all
            /// The one that was kept: as this element, from 0, or as the whole.
            case kept(element: Int?)
        }

        /// A post of these parts.
        public init(
            content: [UInt8], contentType: String, query: [UInt8] = [], fields: [(name: String, value: String)] = [],
            facts: [MappingContext.Meta: String] = [:]
        ) {
            self.content = content
            self.contentType = contentType
            self.query = query
            self.fields = fields
            self.facts = facts
        }

        /// A stored submission as it came. Headers that were not kept are not there any more, and no cookie ever is.
        /// - Parameter links: makes addresses of its files, as it did when they came.
        public init(_ submission: Submission, links: FileLinks? = nil) {
            let headers = (try? JSONDocument.parse(submission.headers))?.root
            self.init(
                content: submission.content, contentType: submission.contentType, query: submission.query,
                fields: headers?.members.map { (name: $0.key, value: $0.value.string ?? "") } ?? [],
                facts: [
                    .id: submission.id.description, .ip: submission.clientAddress,
                    .receivedAt: CivilTime(millisecondsSince1970: submission.receivedAt.milliseconds).description,
                ])
            extent = .kept(element: submission.part)
            fetched = submission.fetched.json
            files = submission.files
            self.links = links.map { ($0, submission.receivedAt) }
        }
    }
}

extension MappingTrial.Post {
    func context(form: String, limits: WireLimits) -> MappingContext {
        let fields = query.isEmpty ? nil : try? URLEncoded.decode(query, limits: limits)
        return MappingContext(query: fields) { name in
            switch name {
            case .header(let name): field(name)
            case .cookie(let name): field("cookie").flatMap { IntakeContext.cookie(name, in: Array($0.utf8)[...]) }
            case .meta(.form): form
            case .meta(let fact) where facts[fact] != nil: facts[fact]
            case .meta(.referrer): field("referer")
            case .meta(.userAgent): field("user-agent")
            case .meta: nil
            }
        }
    }

    private func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
}
