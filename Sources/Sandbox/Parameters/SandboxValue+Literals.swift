extension SandboxValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .number(String(value)) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// An array.
    public init(arrayLiteral elements: SandboxValue...) { self = .array(elements) }
    /// An object; the names must differ.
    public init(dictionaryLiteral elements: (String, SandboxValue)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }

    /// A whole number.
    static func integer(_ value: Int64) -> SandboxValue { .number(String(value)) }
}
