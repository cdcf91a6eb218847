/// What a form says about a submission as a whole, as it was written, each part with its place.
public struct WholeDefinition: Sendable, Hashable {
    /// `each`: the path to the list whose elements are submissions of their own.
    public var each: Placed<String>?
    /// `ignore_if`: a submission that fits any of them makes no deal.
    public var ignoreIf: [Condition]
    /// `required_one_of`: of each group of targets, at least one is needed.
    public var requiredOneOf: [Placed<[Placed<String>]>]
    /// `dedupe: { key: … }`: the paths whose values together name one event.
    public var dedupeKey: [Placed<String>]
    /// `rest`: where all goes that no rule took.
    public var rest: Rest?
    /// Of a sender's preset: where in what it posts a visitor's words stand, for `rest`.
    public var within: [Placed<String>] = []
    /// `utm`: where it goes what brought the visitor.
    public var attribution: Attribution?
    /// `files: { to: note }`: where the lines about files go; nil where there are none.
    public var fileLines: FileLines?
    /// `files`: whether files are taken out of what is posted, so that nothing else is one.
    public var keepsFiles = false
    /// Whether there is a `rest` that could not be read, or one that is misspelt, which was told.
    public var isRestUnread = false

    /// Nothing is said unless given.
    public init(
        each: Placed<String>? = nil, ignoreIf: [Condition] = [], requiredOneOf: [Placed<[Placed<String>]>] = [],
        dedupeKey: [Placed<String>] = [], rest: Rest? = nil, attribution: Attribution? = nil
    ) {
        self.each = each
        self.ignoreIf = ignoreIf
        self.requiredOneOf = requiredOneOf
        self.dedupeKey = dedupeKey
        self.rest = rest
        self.attribution = attribution
    }

    /// One condition of `ignore_if`: what is looked for at a path. All that is given has to hold.
    public struct Condition: Sendable, Hashable {
        /// Where it looks.
        public var path: Placed<String>
        /// The value is one of these; blanks round it do not count.
        public var equals: [Placed<String>]
        /// The value is none of these; one that is not there is none of them either.
        public var not: [Placed<String>]
        /// One of these stands somewhere in the value.
        public var contains: [Placed<String>]
        /// Whether there is a value that is not empty.
        public var exists: Placed<Bool>?

        /// A condition on a path; without a test it is a complaint.
        public init(
            path: Placed<String>, equals: [Placed<String>] = [], not: [Placed<String>] = [],
            contains: [Placed<String>] = [],
            exists: Placed<Bool>? = nil
        ) {
            self.path = path
            self.equals = equals
            self.not = not
            self.contains = contains
            self.exists = exists
        }
    }

    /// Where all goes that no rule took.
    public struct Rest: Sendable, Hashable {
        /// A text of the deal: `fields.description`, `lead.note`.
        public var target: Placed<String>
        /// How long that text may become altogether, in characters; the target's own `max_length`, or 10,000, unless given.
        public var maximumLength: Placed<Int>?
        /// Paths to what is left out.
        public var except: [Placed<String>]
        /// Paths to what visitors write in: nothing that stands elsewhere is told, where any of them leads to something. Empty for all of it;
        /// nil for what the sender's preset says.
        public var within: [Placed<String>]?

        /// Everything to `target`.
        public init(
            target: Placed<String>, maximumLength: Placed<Int>? = nil, except: [Placed<String>] = [],
            within: [Placed<String>]? = nil
        ) {
            self.target = target
            self.maximumLength = maximumLength
            self.except = except
            self.within = within
        }
    }

    /// Where lines about files go.
    public struct FileLines: Sendable, Hashable {
        /// The text that they go behind; nil for `rest`'s target, or `lead.note`.
        public var target: Placed<String>?
        /// Where it stands.
        public var place: Place

        /// Lines behind a text.
        public init(behind target: Placed<String>?, at place: Place) {
            self.target = target
            self.place = place
        }
    }

    /// Where it goes what brought the visitor: `utm_source` and its like.
    public struct Attribution: Sendable, Hashable {
        /// `auto`, or `to`: the text that lines are put into; nil for none. `auto` has no word here and means `rest`'s target, or `lead.note`.
        public var lines: Lines
        /// Names with a target each.
        public var members: [Member]
        /// Where it stands.
        public var place: Place

        /// Where lines go.
        public enum Lines: Sendable, Hashable {
            /// Nowhere.
            case none
            /// To the target of `rest`, or to `lead.note`.
            case auto
            /// To this target.
            case target(Placed<String>)
        }

        /// A name such as `utm_source` and the target that it goes to.
        public struct Member: Sendable, Hashable {
            /// The name, as written.
            public var name: Placed<String>
            /// The target, as written.
            public var target: Placed<String>

            /// A name with its target.
            public init(_ name: Placed<String>, _ target: Placed<String>) {
                self.name = name
                self.target = target
            }
        }

        /// These lines and members.
        public init(lines: Lines, members: [Member] = [], at place: Place) {
            self.lines = lines
            self.members = members
            self.place = place
        }
    }
}
