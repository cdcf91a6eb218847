/// A value with the place where it was written.
public struct Placed<Value> {
    /// What was written.
    public var value: Value
    /// Where it was written.
    public var place: Place

    /// A value that was written at `place`.
    public init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }
}

extension Placed: Sendable where Value: Sendable {}
extension Placed: Equatable where Value: Equatable {}
extension Placed: Hashable where Value: Hashable {}
