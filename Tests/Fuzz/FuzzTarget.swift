import Glibc

/// What libFuzzer calls with each input. The sources of `Wire` are compiled into the same module, so that nothing of it is hidden.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // because libFuzzer promises `count` bytes there for the length of this call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    FuzzTarget.current.check(input)
    return 0
}

/// The parsers that are fuzzed, each by its properties and not only for crashes. `FUZZ_TARGET` chooses one.
enum FuzzTarget: String {
    case head, chunks, multipart, urlencoded, json

    static let current: FuzzTarget = {
        // because the C string is copied at once.
        let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) }
        guard let target = name.flatMap(FuzzTarget.init) else {
            fatalError("FUZZ_TARGET must be head, chunks, multipart, urlencoded or json")
        }
        return target
    }()

    func check(_ input: [UInt8]) {
        switch self {
        case .head: HeadFuzz.check(input)
        case .chunks: ChunksFuzz.check(input)
        case .multipart: MultipartFuzz.check(input)
        case .urlencoded: URLEncodedFuzz.check(input)
        case .json: JSONFuzz.check(input)
        }
    }
}

/// Ends the process where a property does not hold; libFuzzer keeps the input.
func expect(_ holds: Bool, _ property: String) {
    if !holds { fatalError("does not hold: " + property) }
}

/// Two places of the input to split it at, chosen by its bytes, so that seeds stay readable.
func splits(of input: [UInt8]) -> [Int] {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in input { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let places = UInt64(input.count + 1)
    return [Int(hash % places), Int(hash >> 32 % places)]
}
