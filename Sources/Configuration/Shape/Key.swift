/// A key that a shape can list.
protocol DescribedKey {
    /// What the shape lists.
    var entry: Shape.Entry { get }
}

/// A key whose value is a single one, of a type: what is read is what is described.
struct Key<Value: Sendable>: DescribedKey, Sendable {
    let name: String
    let type: ScalarType<Value>
    let entry: Shape.Entry

    /// - Parameters:
    ///   - about: the manual's words about it.
    ///   - schema: what may stand there, where it is not just what the type reads.
    init(
        _ name: String, _ type: ScalarType<Value>, _ about: String, schema: Schema? = nil, isNeeded: Bool = false
    ) {
        self.name = name
        self.type = type
        entry = Shape.Entry(name: name, about: about, schema: schema ?? type.schema, isNeeded: isNeeded)
    }
}

/// A key whose value is a list of single ones, or a single one for a list of one.
struct ListKey<Value: Sendable>: DescribedKey, Sendable {
    let name: String
    let type: ScalarType<Value>
    let mayBeEmpty: Bool
    let entry: Shape.Entry

    /// See `Key`; `mayBeEmpty` lets an empty list stand.
    init(
        _ name: String, of type: ScalarType<Value>, _ about: String, schema: Schema? = nil, mayBeEmpty: Bool = false,
        isNeeded: Bool = false
    ) {
        self.name = name
        self.type = type
        self.mayBeEmpty = mayBeEmpty
        entry = Shape.Entry(
            name: name, about: about, schema: schema ?? .oneOrMore(type.schema, mayBeEmpty: mayBeEmpty),
            isNeeded: isNeeded)
    }
}

/// A key whose value is a mapping with keys of its own.
struct SectionKey: DescribedKey, Sendable {
    let name: String
    let shape: Shape
    let entry: Shape.Entry

    /// See `Key`; `shape` lists the keys of the mapping.
    init(_ name: String, _ shape: Shape, _ about: String, isNeeded: Bool = false) {
        self.name = name
        self.shape = shape
        entry = Shape.Entry(name: name, about: about, schema: .mapping(shape), isNeeded: isNeeded)
    }
}

/// A key whose value a reader takes apart itself.
struct FreeKey: DescribedKey, Sendable {
    let name: String
    let entry: Shape.Entry

    /// See `Key`.
    init(_ name: String, _ schema: Schema, _ about: String, isNeeded: Bool = false) {
        self.name = name
        entry = Shape.Entry(name: name, about: about, schema: schema, isNeeded: isNeeded)
    }
}
