/// A pattern as it is written: what the parser makes and the compiler reads.
indirect enum PatternNode {
    case empty
    case set(PatternSet)
    case textStart
    case textEnd
    case wordEdge(Bool)
    case sequence([PatternNode])
    case either([PatternNode])
    /// The number of the group, from 1; nil for one that keeps nothing.
    case group(PatternNode, Int?)
    case repeated(PatternNode, least: Int, most: Int?, isLazy: Bool)
}
