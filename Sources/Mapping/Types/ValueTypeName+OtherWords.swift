extension ValueType.Name {
    /// What databases, programs and form builders call a type: for hints.
    static let otherWords: [String: Self] = [
        "string": .text, "str": .text, "varchar": .text, "textarea": .text, "select": .text, "radio": .text,
        "enum": .text, "choice": .text, "mail": .email, "tel": .phone, "telephone": .phone, "mobile": .phone,
        "int": .integer, "whole": .integer, "float": .number, "double": .number, "decimal": .number,
        "numeric": .number, "price": .money, "currency": .money, "amount": .money, "bool": .boolean,
        "checkbox": .boolean, "yes_no": .boolean, "day": .date, "timestamp": .dateTime, "date_time": .dateTime,
        "date-time": .dateTime, "time": .dateTime, "link": .url, "uri": .url, "website": .url, "array": .list,
        "tags": .list, "multiselect": .list, "checkboxes": .list,
    ]
}
