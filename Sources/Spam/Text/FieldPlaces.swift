/// Places of a form's fields, without memory of their own as long as they are among the first 64.
struct FieldPlaces {
    private var first: UInt64 = 0
    private var others: [Int] = []

    mutating func insert(_ place: Int) {
        if place < 64 { first |= 1 &<< UInt64(place) } else { others.append(place) }
    }

    @inline(__always)
    func contains(_ place: Int) -> Bool {
        place < 64 ? first &>> UInt64(place) & 1 != 0 : others.contains(place)
    }
}
