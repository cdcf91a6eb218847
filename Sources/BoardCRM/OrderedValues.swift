/// Values by name, in the order in which they were first set; each name at most once. Meant for a few dozen names: a look-up walks them.
public struct OrderedValues<Name: Hashable & Sendable>: Sendable, Hashable {
    /// One name and its value.
    public struct Entry: Sendable, Hashable {
        /// The name; unique among the entries.
        public let name: Name
        /// The value it is set to.
        public internal(set) var value: FieldValue

        init(name: Name, value: FieldValue) {
            self.name = name
            self.value = value
        }
    }

    /// All entries, in order.
    public internal(set) var entries: [Entry] = []

    /// No values.
    public init() {}

    /// Puts a value last, under a name that the caller knows to be new: rules set each target once.
    @_specialize(where Name == Alias)
    @_specialize(where Name == LeadAttribute)
    public mutating func append(_ name: Name, _ value: FieldValue) {
        entries.append(Entry(name: name, value: value))
    }

    /// Whether there is no value.
    public var isEmpty: Bool { entries.isEmpty }

    /// The value of a name. Setting keeps the place of a name that is there already, puts a new one last, and removes it for nil.
    public subscript(name: Name) -> FieldValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension OrderedValues: ExpressibleByDictionaryLiteral {
    /// Takes the pairs in the order written; of a repeated name the last value stays.
    public init(dictionaryLiteral elements: (Name, FieldValue)...) {
        for (name, value) in elements { self[name] = value }
    }
}
